import type { App, BlockAction, ButtonAction, ViewSubmitAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { type Chosen, loadChoice, saveChoice, settingsFrom } from '../../store/workspace-settings.ts';
import { escapeText } from '../blocks/mrkdwn.ts';
import { SubmissionBody } from '../bodies.ts';
import { inTime } from '../digests/in-time.ts';
import {
  type FilledSettings,
  readSettingsForm,
  SETTINGS_FORM,
  settingsForm,
} from '../forms/settings-form.ts';
import { SETTINGS_ACTION } from '../home-view.ts';
import { mayChangeSettings } from '../may-change-settings.ts';
import { notice } from '../notice.ts';
import { openModal } from '../open-modal.ts';
import { type Press, workspaceOf } from '../press.ts';
import type { SettingsShowing } from '../settings-showing.ts';

const TITLE = 'Settings';
const AWAY =
  'I could not look the settings up: my database does not answer. Nothing is changed; try again in a minute.';
const UNKNOWN =
  'Slack does not tell me now who administers this workspace, so nothing is changed. Try again in a minute.';
const NOT_KEPT =
  'I could not keep this: my database does not answer. Nothing is changed, and what you entered stays here; try again in a minute.';
const CHANGED =
  'Somebody changed the settings while you had this form open, so nothing of yours is saved. Close it and open it again to see how they are now.';
const BROKEN = 'I cannot read this form any more. Close it, and open it again.';
const REFUSED = { objection: undefined, shorter: false };
const SAVED = 'Saved. It counts from the next answer on.';

/** Opens the form for who may change the settings of a workspace; tells everybody else who may. */
export async function openSettings(
  press: Pick<Press, 'trigger_id'>,
  who: { workspace: string; user: string },
  client: WebClient,
  showing: SettingsShowing,
): Promise<void> {
  const view = await inTime(settingsFor(who, showing)).catch(() => notice(TITLE, AWAY));
  await openModal(client, press, view);
}

async function settingsFor(
  who: { workspace: string; user: string },
  { db, identities, names, offered }: SettingsShowing,
): Promise<ModalView> {
  const choice = await loadChoice(db, who.workspace);
  const may = await mayChangeSettings(who, choice.editors, identities);
  const people = [...choice.editors, ...(choice.changedBy === undefined ? [] : [choice.changedBy])];
  const known = await names.of(who.workspace, people);
  const nameOf = (user: string): string => known.get(user) ?? user;
  if (may === 'yes')
    return settingsForm(
      choice,
      offered,
      choice.changedBy === undefined ? undefined : nameOf(choice.changedBy),
    );
  return notice(TITLE, may === 'unknown' ? UNKNOWN : notYours(choice.editors.map(nameOf)));
}

const notYours = (editors: readonly string[]): string => {
  const also = editors.length > 0 ? `, and ${editors.map(escapeText).join(', ')}` : '';
  return `The settings of this workspace are changed by its admins and owners${also}. Ask one of them; nothing is changed.`;
};

const isSame = (one: Chosen, other: Chosen): boolean =>
  one.model === other.model &&
  one.dailyTokens === other.dailyTokens &&
  one.retentionDays === other.retentionDays &&
  one.guidance.join() === other.guidance.join() &&
  one.editors.join() === other.editors.join();

/** The button on the Home tab, and the form. */
export function listenForSettings(app: App, showing: SettingsShowing): void {
  const { db, identities, clock, offered, uncache } = showing;

  app.action<BlockAction<ButtonAction>>(SETTINGS_ACTION, async ({ body, ack, client }) => {
    await ack();
    await openSettings(body, { workspace: workspaceOf(body), user: body.user.id }, client, showing);
  });

  app.view<ViewSubmitAction>(SETTINGS_FORM, async ({ ack, body }) => {
    const filled = readSettingsForm(SubmissionBody.parse(body), offered);
    if (!filled) return ack({ response_action: 'update', view: notice('Not saved', BROKEN) });
    if ('errors' in filled) return ack({ response_action: 'errors', errors: filled.errors });
    const who = { workspace: workspaceOf(body), user: body.user.id };
    const { objection, shorter } = await inTime(save(who, filled)).catch(() => ({
      ...REFUSED,
      objection: NOT_KEPT,
    }));
    await (objection
      ? ack({ response_action: 'errors', errors: { retention: objection } })
      : ack({ response_action: 'update', view: notice(TITLE, SAVED) }));
    // What is cached was to be kept for as long as was chosen when it was written. Nobody waits for a slow cache.
    if (shorter) await uncache(who.workspace);
  });

  /**
   * Who may is asked again: it may be long since the form was opened.
   * @returns what is wrong, if anything is; and whether text is kept for a shorter time now
   */
  async function save(
    who: { workspace: string; user: string },
    { chosen: filled, asked, version }: FilledSettings,
  ): Promise<{ objection: string | undefined; shorter: boolean }> {
    const before = await loadChoice(db, who.workspace);
    const may = await mayChangeSettings(who, before.editors, identities);
    if (may !== 'yes') return { ...REFUSED, objection: may === 'unknown' ? UNKNOWN : notYours([]) };
    // What was chosen and is not offered now stays chosen: the operator may offer it again.
    const unasked = before.guidance.filter((name) => !asked.includes(name));
    const chosen = { ...filled, guidance: [...filled.guidance, ...unasked] };
    const at = new Date(clock.now());
    const kept = await saveChoice(db, who.workspace, chosen, { version, by: who.user, at });
    if (kept) {
      const shorter =
        settingsFrom(chosen, offered).retentionDays < settingsFrom(before, offered).retentionDays;
      return { objection: undefined, shorter };
    }
    // Slack may send the same form twice.
    const now = await loadChoice(db, who.workspace);
    const isKept = now.changedBy === who.user && isSame(now, chosen);
    return { ...REFUSED, objection: isKept ? undefined : CHANGED };
  }
}
