import type { Sandbox } from '../../src/sandbox/server/sandbox.ts';
import { connected } from './connected.ts';
import { type CaseThread, keyOf } from './threads.ts';

/** Somebody picks a choice in the menu of a verdict. */
export async function pick(slack: Sandbox, user: string, thread: CaseThread, choice: string): Promise<void> {
  const verdict = thread.verdict();
  const key = verdict.metadata?.event_payload.key;
  const caseId = String(key).split('/')[0];
  if (keyOf(verdict) !== 'verdict') throw new Error('This is no verdict.');
  await connected(slack);
  const outcome = await slack.click({
    user,
    channel: thread.channel,
    messageTs: verdict.ts,
    actionId: 'case_menu',
    value: `${choice}:${caseId}`,
  });
  if (outcome.outcome !== 'acked') throw new Error(`The click was ${outcome.outcome}.`);
}
