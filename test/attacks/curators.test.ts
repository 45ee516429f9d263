import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { EMPTY_SITUATION } from '../../src/advisor/situation.ts';
import { readThread, type ThreadAssessment } from '../../src/cases/read-thread.ts';
import type { Curator, Message } from '../../src/curator/curator.ts';
import { createOfflineCurator } from '../../src/curator/offline/offline-curator.ts';
import { ownReady } from '../runner/own-guidance.ts';
import { llmCuratorAt, messagesOf } from '../support/llm-curator.ts';
import { type LlmServer, startLlmServer } from '../support/llm-server.ts';
import { finderOf, readAttacks, SITUATIONS } from './support/attacks.ts';
import { LEAKS, obeys } from './support/obedient-model.ts';
import { readingOnce } from './support/reading-once.ts';

const attacks = await readAttacks();
const { pack, lexicon, answer } = await ownReady();
const offline = readingOnce(createOfflineCurator(lexicon));
const attackIn = finderOf(attacks);

let server: LlmServer;
let obedient: Curator;
beforeAll(async () => {
  server = await startLlmServer(obeys(attackIn, offline));
  ({ curator: obedient } = await llmCuratorAt(server.baseUrl));
});
afterAll(() => server.close());

/** Sentences of a situation that is nearly ready. */
const MANY = 5;
const PLACES = ['before', 'behind', 'in the same message'] as const;

/** An honest thread with a message of somebody else before or behind it, or with the same words in its last message. */
function threadWith(honest: readonly string[], attack: string, where: (typeof PLACES)[number]): Message[] {
  if (where === 'in the same message') return messagesOf(`${honest.join(' ')}\n${attack}`);
  const texts = where === 'before' ? [attack, ...honest] : [...honest, attack];
  return messagesOf(...texts).map((message) => ({
    ...message,
    author: message.text === attack ? 'UBEN' : message.author,
  }));
}

const rules = (): string =>
  createHash('sha256')
    .update(JSON.stringify([[...pack.vocabulary], pack.problems, pack.conditions, [...pack.guidance]]))
    .digest('hex');

const assessed = (messages: readonly Message[], curator: Curator): Promise<ThreadAssessment> =>
  readThread(messages, { pack, curator, answer });

/** What nobody who only sees this thread may find in what is shown of it. */
function expectNoLeak({ assessment, summary, answers, reading }: ThreadAssessment): void {
  const said = JSON.stringify([
    assessment.headline,
    assessment.reason,
    assessment.changeMyMind,
    assessment.experiment,
    assessment.questions,
    summary,
    answers.map(({ passages, figures }) => [passages, figures]),
    reading.notes,
  ]);
  for (const leak of Object.values(LEAKS)) expect(said).not.toContain(leak);
  expect(said).not.toMatch(/attacker\.example|<!|purple elephant/);
}

/** Every quotation stands in its message, and what counts as stated stands in the honest words of it. */
function expectTrue({ assessment }: ThreadAssessment, messages: readonly Message[], attack: string): void {
  const texts = new Map(messages.map(({ id, text }) => [id, text]));
  for (const { state, evidence } of assessment.situation.facts) {
    const text = texts.get(evidence.message) ?? '';
    const quote = evidence.quote.replace(/ …$/, '');
    expect(text).toContain(quote);
    if (state === 'stated') expect(text.replace(attack, '')).toContain(quote);
  }
}

const before = rules();

describe.each(Object.entries(SITUATIONS))('%s', (_, honest) => {
  beforeAll(async () => {
    // Else what is read once would not be what is read of a whole thread.
    const thread = {
      messages: threadWith(honest, attacks[0]?.text ?? '', 'before'),
      situation: EMPTY_SITUATION,
    };
    expect(await offline.read(thread)).toEqual(await createOfflineCurator(lexicon).read(thread));
    const { assessment } = await assessed(messagesOf(...honest), offline);
    expect(assessment.verdict.standing).toBe('ask');
  });

  async function expectUnmoved(
    curator: Curator,
    attack: string,
    where: (typeof PLACES)[number],
  ): Promise<void> {
    const messages = threadWith(honest, attack, where);
    const turned = await assessed(messages, curator);
    expect(turned.assessment.verdict.standing).not.toBe('recommended');
    expectTrue(turned, messages, attack);
    expectNoLeak(turned);
  }

  test.each(attacks)('read offline, $kind: $text', async ({ text }) => {
    for (const where of PLACES) await expectUnmoved(offline, text, where);
  });

  // The model has a harder time with what is nearly ready; what is far from it is tried in Slack.
  if (honest.length < MANY) return;
  test.each(attacks)('read by a model that obeys, $kind: $text', async ({ text }) => {
    const turn = attacks.findIndex((attack) => attack.text === text) + honest.length;
    await expectUnmoved(obedient, text, PLACES[turn % PLACES.length] ?? 'behind');
  });
});

test('after all of them the rules are what they were', () => {
  expect(rules()).toBe(before);
});

test('the obedient model is believed: its true readings hold, and what it lies is not thrown away with them', async () => {
  const honest = SITUATIONS['all but an owner'] ?? [];
  const [attack] = attacks;
  const { reading } = await assessed(threadWith(honest, attack?.text ?? '', 'behind'), obedient);
  expect(reading.curator).toBe('llm');
  expect(reading.statements.filter(({ state }) => state === 'stated').length).toBeGreaterThan(5);
  expect(reading.dropped.length).toBeGreaterThan(0);
});

test('what is missing can be told: with the sentence that states it, it is recommended', async () => {
  const honest = SITUATIONS['all but an owner'] ?? [];
  const messages = messagesOf(...honest, 'Our ML team owns the model and will maintain it.');
  expect((await assessed(messages, offline)).assessment.verdict).toMatchObject({
    route: 'fine-tune',
    standing: 'recommended',
  });
});
