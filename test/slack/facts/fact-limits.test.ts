import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { answerInWords } from '../../../src/advisor/answer-words.ts';
import { assess } from '../../../src/advisor/assessment.ts';
import type { Fact } from '../../../src/advisor/fact.ts';
import type { Pack } from '../../../src/advisor/pack.ts';
import type { Conflict, Situation } from '../../../src/advisor/situation.ts';
import { valuesToTry } from '../../../src/advisor/what-if.ts';
import type { Said } from '../../../src/cases/utterance.ts';
import { checkMessageBlocks } from '../../../src/sandbox/server/blocks/check-message-blocks.ts';
import { checkModal } from '../../../src/sandbox/server/blocks/check-view.ts';
import type { Setting } from '../../../src/slack/blocks/people.ts';
import { saidMessage } from '../../../src/slack/blocks/said-message.ts';
import { verdictMessage } from '../../../src/slack/blocks/verdict-message.ts';
import { answerForm } from '../../../src/slack/facts/answer-form.ts';
import type { Done } from '../../../src/slack/facts/done.ts';
import { factsView } from '../../../src/slack/facts/facts-view.ts';
import { oneFactForm } from '../../../src/slack/facts/one-fact-form.ts';
import { forgottenView } from '../../../src/slack/forgotten.ts';
import { FactDeed } from '../../../src/store/inbound.ts';
import { ownPack } from '../../runner/own-guidance.ts';
import { shownLines } from '../../support/shown.ts';
import { arbitrarySituation, HARD_WORDS } from '../largest-case.ts';

const CASE = '00000000-0000-8000-8000-000000000000';
const SETTING: Setting = {
  place: { workspace: 'T1', caseId: CASE, channel: 'C0CHANNEL01', threadTs: '1763640000.000100' },
  names: new Map([
    ['U0ANA000001', 'Ana <!channel>'],
    ['U0LONGNAME1', 'N'.repeat(80)],
  ]),
  workspaceUrl: 'https://a-workspace-with-a-long-name.slack.com/',
  today: '2026-11-20',
};

let pack: Pack;
beforeAll(async () => {
  pack = await ownPack();
});

/** As JSON, as it goes to Slack. */
const sent = (value: unknown) => JSON.parse(JSON.stringify(value));
const refusedView = (view: unknown) => {
  const verdict = checkModal(sent(view));
  return 'error' in verdict ? verdict.messages : undefined;
};

/** One to three people who differ about a fact, in the same hard words. */
function disputeAbout({ key, evidence }: Fact): Conflict[] {
  const definition = pack.vocabulary.get(key);
  const values = definition ? valuesToTry(definition).slice(0, 5) : [];
  if (values.length < 2) return [];
  const authors = ['U0ANA000001', 'U0LONGNAME1', 'U0BEN000001', 'U0EVA000001', 'U0DAN000001'];
  const statements = values.map((value, index) => ({
    key,
    value,
    state: 'stated' as const,
    evidence: { ...evidence, author: authors[index] ?? '' },
  }));
  return [{ key, statements }];
}

/** Large situations in which people differ about some facts, the same at each run. */
function situations(count: number): Situation[] {
  const words = fc.constantFrom(...HARD_WORDS);
  return fc.sample(arbitrarySituation(pack, words), { numRuns: count, seed: 11 }).map(({ facts }, index) => {
    const disputed = facts.filter((_, at) => at % 7 === index % 7).flatMap(disputeAbout);
    const keys = disputed.map(({ key }) => key);
    return { facts: facts.filter(({ key }) => !keys.includes(key)), conflicts: disputed };
  });
}
const largest = (): Situation => ({
  facts: [...pack.vocabulary.values()].map((definition) => ({
    key: definition.key,
    value: valuesToTry(definition)[0] ?? 'M'.repeat(500),
    state: 'inferred',
    evidence: { quote: HARD_WORDS[3] ?? '', author: 'U0LONGNAME1', at: 0, message: '1763640001.000100' },
  })),
  conflicts: [],
});
const EMPTY: Situation = { facts: [], conflicts: [] };

describe('the verdict message of people who differ', () => {
  test('is taken by Slack and one screen long, with the question to them and a button a side', () => {
    const wrong: unknown[] = [];
    for (const situation of situations(120)) {
      const assessment = assess(situation, pack);
      const verdict = {
        kind: 'verdict' as const,
        assessment,
        curator: 'offline' as const,
        summary: [HARD_WORDS[0] ?? ''],
        notes: ['A note about how it was read, one sentence long, with all that one should know of it.'],
        following: true,
      };
      const { blocks } = verdictMessage(verdict, pack, SETTING);
      const refused = checkMessageBlocks(sent(blocks));
      const lines = shownLines(blocks).filter((line) => !line.startsWith('[ '));
      const characters = lines.reduce((sum, line) => sum + line.length, 0);
      const asks = lines.filter((line) => line.startsWith('One question to ')).length;
      if (refused || lines.length > 20 || characters > 1_300) wrong.push({ refused, characters, lines });
      expect(asks).toBe(situation.conflicts.length > 0 ? 1 : 0);
      expect(JSON.stringify(blocks).includes('"settle_fact_2"')).toBe(situation.conflicts.length > 0);
    }
    expect(wrong).toEqual([]);
  });
});

describe('the views about facts', () => {
  const done: Done = { gap: 'changed', has_retrieval: 'removed', asks: 'confirmed' };

  test('of any case, the largest and the empty one, are taken by Slack', () => {
    for (const situation of [EMPTY, largest(), ...situations(40)]) {
      expect(refusedView(factsView(situation, done, pack, SETTING, 'A notice.'))).toBeUndefined();
      const form = answerForm(assess(situation, pack), CASE, pack);
      if (form) expect(refusedView(form)).toBeUndefined();
    }
    expect(refusedView(forgottenView())).toBeUndefined();
  });

  test('hold what their reader did with every fact of the pack', () => {
    const all: Done = Object.fromEntries([...pack.vocabulary.keys()].map((key) => [key, 'confirmed']));
    expect(refusedView(factsView(largest(), all, pack, SETTING))).toBeUndefined();
    for (const key of pack.vocabulary.keys()) {
      const form = oneFactForm(key, largest(), { caseId: CASE, done: all }, pack);
      expect([key, refusedView(form)]).toEqual([key, undefined]);
    }
  });

  test('offer no button for a text that no button could carry, only the form', () => {
    const evidence = { quote: 'x', author: 'U0ANA000001', at: 0, message: '1763640001.000100' };
    const fact: Fact = { key: 'model', value: 'M'.repeat(2_500), state: 'inferred', evidence };
    const view = factsView({ facts: [fact], conflicts: [] }, {}, pack, SETTING);
    expect(refusedView(view)).toBeUndefined();
    expect(shownLines(view.blocks.filter(({ type }) => type === 'actions')).at(-1)).toBe('[ Change ]');
  });

  test('cut no answer of the pack short: each fits its option', () => {
    const long = [...pack.vocabulary.values()].flatMap((definition) =>
      definition.type === 'boolean' || definition.type === 'choice'
        ? valuesToTry(definition).map((value) => answerInWords(value, definition))
        : [],
    );
    expect(long.filter((text) => text.length > 75)).toEqual([]);
  });
});

describe('what was set by hand', () => {
  test.each(HARD_WORDS.map((hard) => [hard]))('is taken by Slack, whatever is in it: %j', (hard) => {
    const line = {
      question: 'Which model do you use today?',
      answer: hard.repeat(5),
      instead: { answer: hard.repeat(5), of: 'U0LONGNAME1' },
    };
    for (const deed of FactDeed.options) {
      for (const lines of [[line], Array.from({ length: 6 }, () => line)]) {
        const said: Said = { by: 'U0LONGNAME1', deed, lines, unchanged: true };
        const { text, blocks } = saidMessage(said, SETTING);
        expect(checkMessageBlocks(sent(blocks))).toBeUndefined();
        expect(shownLines(blocks).length).toBeLessThanOrEqual(lines.length + 2);
        expect(text).not.toMatch(/<[!@]/);
        expect(text.length).toBeLessThan(4_000);
      }
    }
  });
});
