import { expect, test } from '@jest/globals';
import { startWorld } from '../../support/app.ts';
import { capturedLog } from '../../support/captured-log.ts';
import { afterTest } from '../../support/clean-up.ts';
import { caseIdOf, modalOf } from '../../support/forms.ts';
import { readsWell } from '../../support/llm-reader.ts';
import { asksForSummary, startLlmServer } from '../../support/llm-server.ts';
import { ask, settled } from '../../support/threads.ts';

/** Words that nobody and nothing else says. */
const SECRETS = ['quagga', 'thylacine', 'solenodon', 'sk-test-aardwolf'];

test('the most talkative log holds no word that anybody wrote, no token and no key, whatever goes wrong', async () => {
  const { log, text } = capturedLog();
  let call = 0;
  // Every second answer of the model is nonsense that repeats what was asked.
  const server = await startLlmServer((asked) => {
    if (asksForSummary(asked) || ++call % 2 === 0) return { raw: 'oops quagga' };
    return readsWell(asked);
  });
  afterTest(() => server.close());
  const { slack, database } = await startWorld({
    log,
    env: { OPENAI_API_KEY: 'sk-test-aardwolf', OPENAI_BASE_URL: server.baseUrl, OPENAI_MODEL: 'stand-in' },
  });
  const thread = await ask(
    slack,
    'Our quagga bot makes up refund rules. We have 800 Q&A pairs about thylacine care.',
  );
  thread.say('ben', 'We already have RAG over the solenodon PDFs, but it often returns the wrong page.');
  await slack.until(() => thread.replies().length > 0);
  slack.faults.api('chat.update', { kind: 'error', error: 'invalid_blocks' });
  slack.faults.api('chat.postMessage', { kind: 'lost-answer' });
  slack.edit({
    user: 'ben',
    channel: thread.channel,
    ts: thread.say('ben', 'The quagga page?'),
    text: 'No thylacine?',
  });
  const messageTs = thread.verdict().ts;
  await slack.click({
    user: 'ana',
    channel: thread.channel,
    messageTs,
    actionId: 'case_menu',
    value: `decide:${caseIdOf(thread)}`,
  });
  const form = await modalOf(slack, 'ana');
  await slack.submitView({ user: 'ana', viewId: form.id, values: { why: { in: 'Because of the quagga.' } } });
  await slack.command({ user: 'ana', channel: '#llm-help', text: '/finetune forget thylacine' });
  await settled(slack, database);
  const logged = text();
  expect(logged.length).toBeGreaterThan(1_000);
  for (const secret of [...SECRETS, slack.botToken, slack.appToken]) expect(logged).not.toContain(secret);
});
