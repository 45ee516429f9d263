import type { App } from '@slack/bolt';
import { readForm, SITUATION_FORM } from '../../situation-form.ts';

/** The form behind a bare `/finetune`. What is filled in is in the inbox by the time this runs. */
export function listenForSituation(app: App): void {
  app.view(SITUATION_FORM, async ({ ack, view }) => {
    const values = Object.fromEntries(
      Object.entries(view.state.values).map(([block, actions]) => [
        block,
        Object.fromEntries(
          Object.entries(actions).map(([action, { value }]) => [action, { value: value ?? null }]),
        ),
      ]),
    );
    const filled = readForm(values);
    if ('errors' in filled) await ack({ response_action: 'errors', errors: filled.errors });
    else await ack();
  });
}
