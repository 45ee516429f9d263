import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Assessment, assess } from '../../src/advisor/assessment.ts';
import type { Pack } from '../../src/advisor/pack.ts';
import { slotsIn } from '../../src/advisor/wording.ts';
import { ownPack } from '../runner/own-guidance.ts';
import { decisions } from './support/generated.ts';
import { ALWAYS, smallPack } from './support/small-pack.ts';
import { say, situationOf } from './support/statements.ts';

let pack: Pack;
beforeAll(async () => {
  pack = await ownPack();
});

describe('of any situation, with any proposal or none', () => {
  test('everything that is said comes from the pack, with its slots filled and its citations there', () => {
    fc.assert(
      fc.property(decisions(pack), ({ situation, proposal }) => {
        const said = assess(situation, pack, proposal);
        const { headline, reason, experiment, changeMyMind, verdict } = said;
        expect(Assessment.safeParse(JSON.parse(JSON.stringify(said))).success).toBe(true);
        const texts = [
          headline.text,
          reason.text,
          changeMyMind.text,
          experiment.do,
          experiment.pass,
          experiment.effort,
        ];
        expect(texts.filter((text) => text === '' || slotsIn(text).length > 0)).toEqual([]);
        expect(said.passages.filter(({ id }) => !pack.passages.has(id))).toEqual([]);
        expect(new Set(said.passages.map(({ id }) => id)).size).toBe(said.passages.length);
        expect(pack.guidance.get(verdict.route)?.experiments.map(({ id }) => id)).toContain(experiment.id);
        expect(said.packVersion).toBe(pack.version);
      }),
      { numRuns: 80 },
    );
  });

  test('every quotation is one of a fact that holds, shown once, with a meaning', () => {
    fc.assert(
      fc.property(decisions(pack), ({ situation, proposal }) => {
        const { quotes } = assess(situation, pack, proposal);
        for (const { fact, means } of quotes) {
          expect(situation.facts).toContain(fact);
          expect(means).not.toBe('');
          expect(slotsIn(means)).toEqual([]);
        }
        expect(new Set(quotes.map(({ fact }) => fact.evidence.quote)).size).toBe(quotes.length);
      }),
      { numRuns: 80 },
    );
  });

  test('assessing twice says the same', () => {
    fc.assert(
      fc.property(decisions(pack), ({ situation, proposal }) => {
        expect(assess(situation, pack, proposal)).toEqual(assess(situation, pack, proposal));
      }),
      { numRuns: 40 },
    );
  });
});

describe('quotations', () => {
  test("come in the order of the verdict's reasons", () => {
    const situation = situationOf({
      model: 'Llama 3 8B',
      examples: 800,
      has_retrieval: false,
      gap: 'knowledge',
    });
    const { verdict, quotes } = assess(situation, pack);
    expect(verdict.route).toBe('rag-first');
    expect(quotes[0]?.fact.key).toBe(verdict.reasons[0]);
  });

  test('that carry two facts are shown once, for the more telling one', () => {
    const shared = { quote: 'it makes up our rules', message: 'm1' };
    const facts = [say('needs_own_knowledge', true, shared), say('gap', 'knowledge', shared)];
    expect(
      assess({ facts, conflicts: [] }, pack).quotes.filter(({ fact }) => fact.evidence.message === 'm1'),
    ).toHaveLength(1);
  });

  test('that carry nothing are not shown to fill up: none is enough', () => {
    const asked = situationOf({ asks: 'own-task' }, { labels_agreed: true });
    expect(assess(asked, pack).quotes).toEqual([]);
    const told = assess(situationOf({ gap: 'knowledge', people_decide: false, asks: 'own-task' }), pack);
    expect(told.quotes.map(({ fact }) => fact.key)).toEqual(['gap']);
  });

  test('that we only read into a sentence are shown where the verdict rests on them, and nowhere else', () => {
    const reading = assess(situationOf({ has_retrieval: false }, { gap: 'knowledge', measured: true }), pack);
    expect(reading.verdict.route).toBe('rag-first');
    expect(reading.quotes.map(({ fact }) => fact.key)).toEqual(['gap', 'has_retrieval']);
  });

  test('that we only read into a sentence are shown where the answer names their value', () => {
    const { headline, quotes } = assess(situationOf({ use_case: 'concrete' }, { examples: 700 }), pack);
    expect(headline.text).toContain('700');
    expect(quotes.map(({ fact }) => fact.key)).toContain('examples');
  });

  test('whose words were forgotten are not shown', () => {
    const facts = [say('gap', 'knowledge', { quote: '' })];
    expect(assess({ facts, conflicts: [] }, pack).quotes).toEqual([]);
  });
});

test("a reader's proposal is explained in the route's own general words, not in those of the rules' problem", () => {
  const situation = situationOf({ gap: 'knowledge', has_retrieval: false });
  const { reason, verdict } = assess(situation, pack, { route: 'fix-data', restsOn: ['gap'] });
  expect(verdict.ownRoute).toBe('rag-first');
  const general = pack.guidance.get('fix-data')?.voice.because.otherwise?.map(({ text }) => text);
  expect(general).toContain(reason.text);
});

test('passages are listed once, with the first thing that they back', () => {
  const small = smallPack({ problems: [ALWAYS] });
  const guide = small.guidance.get('ask-more');
  const cite = ['ask-more.one'];
  const [experiment] = guide?.experiments ?? [];
  if (!guide || !experiment) throw new Error('The small pack lacks its words.');
  const citing = {
    ...guide,
    voice: { ...guide.voice, because: { otherwise: [{ text: 'So.', cite: [...cite, 'rag-first.one'] }] } },
    experiments: [{ ...experiment, cite }],
  };
  const guidance = new Map(small.guidance).set('ask-more', citing);
  const { passages } = assess(situationOf({}), { ...small, guidance });
  expect(passages).toEqual([
    { id: 'ask-more.one', because: 'reason' },
    { id: 'rag-first.one', because: 'reason' },
  ]);
});

test('a pack without words for a route is refused, not filled with nothing', () => {
  const small = smallPack({ problems: [ALWAYS] });
  expect(() => assess(situationOf({}), { ...small, guidance: new Map() })).toThrow(
    'The pack has no guidance for ask-more.',
  );
});
