import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Sandbox } from '../../../src/sandbox/server/sandbox.ts';
import { startWorld } from '../../support/app.ts';
import { shown } from '../../support/shown.ts';
import { type CaseThread, settled, verdictBelow } from '../../support/threads.ts';

const SITUATION = '@Tune or Not our support bot makes up refund rules. We have 800 Q&A pairs.';
const RAG = 'We already have RAG over the policy PDFs, but it often returns the wrong page.';
const QUESTION = 'How many examples do we need?';

describe('in a thread of more than two hundred messages, what was said in its middle', () => {
  let slack: Sandbox;
  let database: string;
  let thread: CaseThread;
  /** The messages in the middle. */
  let rag: string;
  let question: string;
  let withoutRag: string;

  beforeEach(async () => {
    ({ slack, database } = await startWorld());
    const ts = slack.say({ user: 'ana', channel: '#llm-help', text: SITUATION });
    thread = await verdictBelow(slack, '#llm-help', ts);
    withoutRag = shown(thread.verdict());
    const chat = () => {
      for (let count = 0; count < 110; count++) thread.say('ben', `See you at noon, ${count}.`);
    };
    chat();
    rag = thread.say('ana', RAG);
    question = thread.say('ana', QUESTION);
    await slack.until(() => shown(thread.verdict()).includes('here: retrieval knobs'));
    await settled(slack, database);
    chat();
    await settled(slack, database);
  });

  test('still counts, and its facts go when the message is deleted', async () => {
    expect(shown(thread.verdict())).toContain('here: retrieval knobs');
    slack.remove({ user: 'ana', channel: thread.channel, ts: rag });
    await slack.until(() => shown(thread.verdict()) === withoutRag);
  });

  test('can be edited away, and back', async () => {
    slack.edit({ user: 'ana', channel: thread.channel, ts: rag, text: 'See you at one.' });
    await slack.until(() => shown(thread.verdict()) === withoutRag);
    slack.edit({ user: 'ana', channel: thread.channel, ts: rag, text: RAG });
    await slack.until(() => shown(thread.verdict()).includes('here: retrieval knobs'));
  });

  test('is not answered a second time when the message is edited', async () => {
    const replies = thread.replies().length;
    slack.edit({ user: 'ana', channel: thread.channel, ts: question, text: `${QUESTION} Thanks.` });
    await settled(slack, database);
    expect(thread.replies()).toHaveLength(replies);
  });
});
