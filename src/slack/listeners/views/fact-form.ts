import type { App } from '@slack/bolt';
import { SubmissionBody } from '../../bodies.ts';
import { type CaseShowing, showCase } from '../../case-in-view.ts';
import { FACT_FORM, metaOf, readFactForm } from '../../facts/fact-form.ts';
import { factsView } from '../../facts/facts-view.ts';
import { withEntered } from '../../facts/with-entered.ts';
import { forgottenView } from '../../forgotten.ts';
import { workspaceOf } from '../../press.ts';
import { updateView } from '../../update-view.ts';

/** Forms that ask for facts. What is filled in is in the inbox by the time this runs, if the case is still kept. */
export function listenForFactForm(app: App, showing: CaseShowing): void {
  app.view(FACT_FORM, async ({ ack, body, client }) => {
    const { view, ...sender } = SubmissionBody.parse(body);
    const meta = metaOf(view.private_metadata);
    const filled = meta && readFactForm(view.state.values, meta);
    if (filled && 'errors' in filled) return ack({ response_action: 'errors', errors: filled.errors });
    const shown =
      meta &&
      (await showCase({ workspace: workspaceOf(sender), caseId: meta.caseId }, showing, [sender.user.id]));
    if (!filled || !shown) return ack({ response_action: 'update', view: forgottenView() });
    await ack();
    const { root_view_id: list } = body.view;
    if (!meta.done || !list || list === view.id) return;
    const how = meta.deed === 'added' ? 'added' : 'changed';
    const done = { ...meta.done, ...Object.fromEntries(filled.facts.map(({ key }) => [key, how] as const)) };
    const { pack } = shown;
    const entered = { user: sender.user.id, at: showing.clock.now() };
    const situation = withEntered(shown.assessment.situation, filled.facts, entered, pack);
    return updateView(client, list, factsView(situation, done, pack, shown.setting));
  });
}
