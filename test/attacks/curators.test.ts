import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readThread, type ThreadAssessment } from '../../src/cases/read-thread.ts';
import type { Curator, Message } from '../../src/curator/curator.ts';
import { createLexicon } from '../../src/curator/lexicon.ts';
import { createOfflineCurator } from '../../src/curator/offline/offline-curator.ts';
import { readyPack } from '../../src/ready-pack.ts';
import { llmCuratorAt, messagesOf } from '../support/llm-curator.ts';
import { type LlmServer, startLlmServer } from '../support/llm-server.ts';
import { type Attack, readAttacks, SITUATIONS } from './support/attacks.ts';
import { LEAKS, obeys } from './support/obedient-model.ts';

const attacks = await readAttacks();
const { pack, answer } = await readyPack(undefined);
const offline = createOfflineCurator(createLexicon(pack));
const isAttack = (text: string): boolean => attacks.some((attack) => text === attack.text);

let server: LlmServer;
let obedient: Curator;
beforeAll(async () => {
  server = await startLlmServer(obeys(isAttack, offline));
  ({ curator: obedient } = await llmCuratorAt(server.baseUrl));
});
afterAll(() => server.close());

/** An honest thread with a message of somebody else before or behind it. */
function threadWith(honest: readonly string[], attack: string, where: 'before' | 'behind'): Message[] {
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

/** Nothing that counts as stated comes from the attack, and every quotation stands in its message. */
function expectTrue({ assessment }: ThreadAssessment, messages: readonly Message[]): void {
  const texts = new Map(messages.map(({ id, text }) => [id, text]));
  for (const { state, evidence } of assessment.situation.facts) {
    const text = texts.get(evidence.message) ?? '';
    expect(text).toContain(evidence.quote.replace(/ …$/, ''));
    if (state === 'stated') expect(isAttack(text)).toBe(false);
  }
}

const before = rules();
const readers: readonly (readonly [string, () => Curator])[] = [
  ['read offline', () => offline],
  ['read by a model that obeys', () => obedient],
];

describe.each(readers)('%s', (_, curator) => {
  describe.each(Object.entries(SITUATIONS))('%s', (__, honest) => {
    test.each(attacks)('$kind: $text', async ({ text }: Attack) => {
      const plain = await assessed(messagesOf(...honest), offline);
      expect(plain.assessment.verdict.standing).toBe('ask');
      for (const where of ['before', 'behind'] as const) {
        const messages = threadWith(honest, text, where);
        const turned = await assessed(messages, curator());
        expect(turned.assessment.verdict.standing).not.toBe('recommended');
        expectTrue(turned, messages);
        expectNoLeak(turned);
        expect(rules()).toBe(before);
      }
    });
  });
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
