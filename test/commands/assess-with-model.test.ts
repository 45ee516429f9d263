import { describe, expect, test } from '@jest/globals';
import { createThreadReader } from '../../src/commands/thread-reader.ts';
import { readConfig } from '../../src/config.ts';
import { readsWell } from '../support/llm-reader.ts';
import { asksForSummary, type Call, type LlmAnswer } from '../support/llm-server.ts';
import { assessed, KEY, modelThat, told } from './support/reader.ts';

const STORY =
  'Our support bot makes up refund rules. We have 800 Q&A pairs and want to fine-tune Llama 3 8B on them.';
const MAIL = 'ana@example.com';

const readerWith = async (answer: (call: Call) => LlmAnswer) =>
  createThreadReader(readConfig(await modelThat(answer)));

describe('with a model that reads well', () => {
  test('the assessment says that it read, and what it cost', async () => {
    const said = await assessed(STORY, readerWith(readsWell));
    expect(said).toMatchObject({
      route: 'rag-first',
      curator: 'llm',
      proposal: null,
      summary: null,
      notes: [],
    });
    expect(said.facts.map(({ key, value, quote }) => [key, value, quote])).toContainEqual([
      'examples',
      800,
      '800 Q&A pairs',
    ]);
    expect(said.usage.calls).toBe(2);
    expect(said.usage.inputTokens).toBeGreaterThan(0);
    expect(said.usage.outputTokens).toBeGreaterThan(0);
  });

  test('people at a terminal are told, too', async () => {
    const text = await told(STORY, readerWith(readsWell));
    expect(text).toMatch(/^Not yet\./);
    expect(text).toMatch(/Read by the model\.$/);
  });

  test('its proposal is shown, and followed where the route is open', async () => {
    const proposing = (route: string) => (call: Call) => {
      const answer = readsWell(call);
      return asksForSummary(call) || !('say' in answer)
        ? answer
        : { say: Object.assign({}, answer.say, { route, rests_on: ['gap'] }) };
    };
    expect(await assessed(STORY, readerWith(proposing('prompt-first')))).toMatchObject({
      route: 'prompt-first',
      decidedBy: 'reader',
      proposal: { route: 'prompt-first', restsOn: ['gap'] },
    });
    expect(await assessed(STORY, readerWith(proposing('fine-tune')))).toMatchObject({
      route: 'rag-first',
      decidedBy: 'rules',
      proposal: { route: 'fine-tune', restsOn: ['gap'] },
    });
  });

  test('a question that it found is answered from the guidance', async () => {
    const asking = (call: Call) => {
      const answer = readsWell(call);
      return asksForSummary(call) || !('say' in answer)
        ? answer
        : {
            say: Object.assign({}, answer.say, {
              asks: [{ text: 'Why not just train on the PDFs?', message: 'm1' }],
            }),
          };
    };
    const { answers } = await assessed(`${STORY} Why not just train on the PDFs?`, readerWith(asking));
    expect(answers).toMatchObject([
      {
        question: 'Why not just train on the PDFs?',
        message: 0,
        passages: [{ id: 'rag-first.pdf-training' }],
      },
    ]);
  });
});

describe('with a model that fails', () => {
  test.each<[string, LlmAnswer, string]>([
    [
      'does not take our key',
      { status: 401, message: `Incorrect API key: ${KEY}` },
      'the model does not accept our key',
    ],
    ['answers with an error', { status: 400, message: 'no such model' }, "the model's server answered 400"],
    ['refuses', { refuse: 'I cannot help with that.' }, 'the model refused'],
    ['is cut off', { cutOff: '{"facts":[' }, 'the answer of the model was cut off'],
  ])(
    'because it %s, the offline reading stands, and the output says who read and why',
    async (_, answer, why) => {
      const failing = readerWith(() => answer);
      const said = await assessed(STORY, failing);
      expect(said).toMatchObject({
        route: 'rag-first',
        curator: 'offline',
        proposal: { route: 'rag-first' },
        summary: null,
        notes: [`I read offline this time, because ${why}.`],
      });
      const text = await told(STORY, failing);
      expect(text).toContain(`I read offline this time, because ${why}.`);
      expect(text).toMatch(/Read offline, no model\.$/);
      expect(text + JSON.stringify(said)).not.toContain(KEY);
    },
  );

  test('because nobody listens there, neither', async () => {
    const env = { OPENAI_API_KEY: KEY, OPENAI_BASE_URL: 'http://127.0.0.1:1/v1' };
    const said = await assessed(STORY, createThreadReader(readConfig(env)));
    expect(said).toMatchObject({
      curator: 'offline',
      notes: ['I read offline this time, because the model cannot be reached.'],
    });
  });

  test('a lie of it is not shown', async () => {
    const lying = readerWith((call) => {
      if (asksForSummary(call))
        return { say: { sentences: [{ text: 'You should fine-tune at once.', cites: ['f1'] }] } };
      const answer = readsWell(call);
      const facts = [{ key: 'measured', value: 'true', quote: 'we measured 95 %', message: 'm1' }];
      return 'say' in answer ? { say: Object.assign({}, answer.say, { facts }) } : answer;
    });
    const said = JSON.stringify(await assessed(STORY, lying));
    expect(said).not.toContain('we measured 95');
    expect(said).not.toContain('at once');
  });
});

test('what people keep secret is masked before a model sees it', async () => {
  const sent: string[] = [];
  const reader = readerWith((call) => {
    sent.push(JSON.stringify(call));
    return readsWell(call);
  });
  await assessed(`${STORY} Ask ${MAIL}, the password is hunter2secret.`, reader);
  expect(sent.join('\n')).toContain('makes up refund rules');
  expect(sent.join('\n')).not.toContain(MAIL);
  expect(sent.join('\n')).not.toContain('hunter2secret');
});
