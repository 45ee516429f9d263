import { afterEach, describe, expect, test } from '@jest/globals';
import { countTokens } from 'gpt-tokenizer';
import { type Assessment, assess } from '../../../src/advisor/assessment.ts';
import { merge } from '../../../src/advisor/merge.ts';
import { EMPTY_SITUATION } from '../../../src/advisor/situation.ts';
import type { Summary } from '../../../src/curator/curator.ts';
import { createLexicon } from '../../../src/curator/lexicon.ts';
import { createOfflineCurator } from '../../../src/curator/offline/offline-curator.ts';
import { ownPack } from '../../runner/own-guidance.ts';
import { llmCuratorAt, messagesOf } from '../../support/llm-curator.ts';
import { type Call, type LlmAnswer, type LlmServer, startLlmServer } from '../../support/llm-server.ts';

const servers: LlmServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

/** What is known of the bot that makes up refund rules. */
async function assessment(): Promise<Assessment> {
  const pack = await ownPack();
  const messages = messagesOf(
    'Our support bot makes up refund rules. We have 800 Q&A pairs and want to fine-tune Llama 3 8B on them.',
  );
  const { statements } = await createOfflineCurator(createLexicon(pack)).read({
    messages,
    situation: EMPTY_SITUATION,
  });
  return assess(merge(statements, pack.vocabulary), pack, undefined);
}

async function summariseWith(
  answer: (call: Call) => LlmAnswer,
  summariseMs = 2_000,
): Promise<{ summary: Summary; server: LlmServer }> {
  const server = await startLlmServer(answer);
  servers.push(server);
  const { curator } = await llmCuratorAt(server.baseUrl, { limits: { readMs: 2_000, summariseMs } });
  return { summary: await curator.summarise({ assessment: await assessment() }), server };
}

/** Answers with sentences that cite what holds `words`, as a model does that read its list. */
const saying =
  (...sentences: { text: string; about: string }[]) =>
  (call: Call): LlmAnswer => ({
    say: {
      sentences: sentences.map(({ text, about }) => ({ text, cites: [idOf(about, call)] })),
    },
  });

function idOf(words: string, call: Call): string {
  const list = call.messages[1]?.content.split('\n') ?? [];
  const line = list.find((each) => /^[fp]\d+ /.test(each) && each.includes(words));
  if (!line) throw new Error(`nothing in the list holds "${words}"`);
  return line.slice(0, line.indexOf(' '));
}

const kept = async (text: string, about: string) =>
  (await summariseWith(saying({ text, about }))).summary.sentences;

describe('a summary', () => {
  test('is kept where its sentences say what they cite', async () => {
    const { summary } = await summariseWith(
      saying(
        { text: 'The support bot makes up refund rules.', about: 'makes up refund rules' },
        { text: 'The team has 800 Q&A pairs.', about: '800 Q&A pairs' },
      ),
    );
    expect(summary.sentences).toEqual([
      'The support bot makes up refund rules.',
      'The team has 800 Q&A pairs.',
    ]);
    expect(summary.rejected).toBe(0);
    expect(summary.usage.calls).toBe(1);
  });

  test('loses the sentence that lies and keeps the one that does not', async () => {
    const { summary } = await summariseWith(
      saying(
        { text: 'The team has 800 Q&A pairs.', about: '800 Q&A pairs' },
        { text: 'The team has 8,000 Q&A pairs.', about: '800 Q&A pairs' },
      ),
    );
    expect(summary.sentences).toEqual(['The team has 800 Q&A pairs.']);
    expect(summary.rejected).toBe(1);
  });

  test.each([
    ['a number nobody named', 'The team has 800 Q&A pairs and 12 annotators.'],
    ['a product nobody named', 'The team has 800 Q&A pairs for Mistral.'],
    ['a denial of what was said', 'The team does not have 800 Q&A pairs.'],
    ['a certainty of its own', 'The 800 Q&A pairs will always be enough pairs.'],
    ['advice against the verdict', 'The team has 800 Q&A pairs, so the team should fine-tune.'],
    [
      'a story of its own',
      'The annotators gathered samples across several regional help desks last quarter.',
    ],
    ['a link', 'The team has 800 Q&A pairs https://example.com/pairs.'],
    ['a mention', 'The team has 800 Q&A pairs <!channel>.'],
  ])('loses a sentence with %s', async (_, text) => {
    expect(await kept('The team has 800 Q&A pairs.', '800 Q&A pairs')).toHaveLength(1);
    expect(await kept(text, '800 Q&A pairs')).toEqual([]);
  });

  test('loses sentences that cite nothing, or what does not exist', async () => {
    const text = 'The team has 800 Q&A pairs.';
    const { summary } = await summariseWith(() => ({
      say: {
        sentences: [
          { text, cites: [] },
          { text, cites: ['f99'] },
        ],
      },
    }));
    expect(summary).toMatchObject({ sentences: [], rejected: 2 });
  });

  test('has three sentences at most', async () => {
    const sentence = { text: 'The team has 800 Q&A pairs.', about: '800 Q&A pairs' };
    const { summary } = await summariseWith(saying(sentence, sentence, sentence, sentence));
    expect(summary.sentences).toHaveLength(3);
  });
});

describe('the pack’s own words stand', () => {
  test.each<[string, LlmAnswer]>([
    ['refuses', { refuse: 'I cannot help with that.' }],
    ['answers in broken JSON', { raw: '{"sentences":[{"text":' }],
    ['answers in another shape', { say: { summary: 'All is well.' } }],
    ['is cut off', { cutOff: '{"sentences":[{"text":"The te' }],
    ['has no such key', { status: 401 }],
    ['is broken', { status: 500, headers: { 'retry-after-ms': '1' } }],
  ])('when the model %s', async (_, answer) => {
    const { summary } = await summariseWith(() => answer);
    expect(summary.sentences).toEqual([]);
  });

  test('when the model takes longer than it may', async () => {
    const { summary } = await summariseWith(() => ({ hang: true }), 50);
    expect(summary.sentences).toEqual([]);
  });
});

test('what a summary is given is at most 4,000 tokens and has no name and no key in it', async () => {
  const { server } = await summariseWith(() => ({ say: { sentences: [] } }));
  const sent = JSON.stringify(server.calls[0]?.messages);
  expect(countTokens(JSON.stringify(server.calls[0]))).toBeLessThan(4_000);
  expect(sent).toContain('800 Q&A pairs');
  expect(sent).not.toContain('UANA');
  expect(sent).not.toContain('test-key');
});
