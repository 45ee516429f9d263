import type { SlashCommand } from '@slack/bolt';
import { dayOf } from '../../../clock.ts';
import { casesOfChannel, casesOpenedIn } from '../../../store/case-lists.ts';
import { openStepsOfCases } from '../../../store/due-lists.ts';
import type { Rendered } from '../../blocks/verdict-message.ts';
import { isDirect } from '../../is-direct.ts';
import type { Lists } from '../../lists.ts';
import { statusMessage } from '../../status-message.ts';
import { workspaceOfCommand } from '../../workspace-of.ts';

const MOST_CASES = 10;

/** The cases of the channel in which somebody asks; that they can ask there shows that they may see them. */
export async function statusOf(
  command: SlashCommand,
  { db, names, clock, identities }: Lists,
): Promise<Rendered> {
  const { channel_id: channel, user_id: viewer } = command;
  const workspace = workspaceOfCommand(command);
  const found = isDirect(channel)
    ? await casesOpenedIn(db, workspace, channel, viewer, MOST_CASES)
    : await casesOfChannel(db, workspace, channel, MOST_CASES);
  const steps = await openStepsOfCases(
    db,
    workspace,
    found.cases.map(({ caseId }) => caseId),
  );
  const people = [
    ...found.cases.map(({ openedBy }) => openedBy),
    ...steps.flatMap(({ owner }) => owner ?? []),
  ];
  return statusMessage(found, steps, {
    viewer,
    names: await names.of(workspace, people),
    workspaceUrl: (await identities.of(workspace)).workspaceUrl,
    today: dayOf(clock.now()),
  });
}
