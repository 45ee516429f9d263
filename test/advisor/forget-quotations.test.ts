import { beforeAll, expect, test } from '@jest/globals';
import { type Assessment, assess } from '../../src/advisor/assessment.ts';
import { forgetQuotations, oldestQuotation } from '../../src/advisor/forget-quotations.ts';
import { ownPack } from '../runner/own-guidance.ts';
import { DAY_MS, START, say } from './support/statements.ts';

/** Two old facts, one of them replacing an older word, a newer one, and people who differ. */
let assessment: Assessment;
beforeAll(async () => {
  const replaced = say('gap', 'behaviour', { day: -20, quote: 'secret zero' });
  assessment = assess(
    {
      facts: [
        { ...say('gap', 'knowledge', { day: 0, quote: 'secret one' }), replaced },
        say('has_retrieval', false, { day: 0, quote: 'secret two' }),
        say('examples', 800, { day: 30, quote: 'newer words' }),
      ],
      conflicts: [
        {
          key: 'owner',
          statements: [
            say('owner', true, { day: 29, quote: 'newer word of one' }),
            say('owner', false, { day: 2, by: 'ben', quote: 'secret three' }),
          ],
        },
      ],
    },
    await ownPack(),
  );
});

const BEFORE = START + 10 * DAY_MS;

test('no word of an older message is left anywhere in the assessment', () => {
  expect(JSON.stringify(assessment)).toContain('secret');
  expect(JSON.stringify(forgetQuotations(assessment, BEFORE))).not.toContain('secret');
});

test('facts keep their key, value, author, time and message, and newer ones their words', () => {
  const { situation } = forgetQuotations(assessment, BEFORE);
  expect(situation.facts.map(({ key, value, evidence }) => [key, value, evidence])).toEqual(
    assessment.situation.facts.map(({ key, value, evidence }) => [
      key,
      value,
      { ...evidence, quote: key === 'examples' ? 'newer words' : '' },
    ]),
  );
  expect(situation.facts[0]?.replaced).toMatchObject({ value: 'behaviour', evidence: { quote: '' } });
  expect(situation.conflicts[0]?.statements.map(({ evidence }) => evidence.quote)).toEqual([
    'newer word of one',
    '',
  ]);
});

test('a quotation without words is shown no more; verdict, words and figures of the pack stay', () => {
  const kept = forgetQuotations(assessment, BEFORE);
  expect(kept.quotes.map(({ fact }) => fact.key)).toEqual(['examples']);
  expect(kept.verdict).toEqual(assessment.verdict);
  expect(kept.headline).toEqual(assessment.headline);
});

test('with nothing older, nothing changes', () => {
  expect(forgetQuotations(assessment, START - 100 * DAY_MS)).toEqual(assessment);
});

test('what is exactly as old as the limit is kept', () => {
  expect(forgetQuotations(assessment, START).situation.facts[1]?.evidence.quote).toBe('secret two');
  expect(forgetQuotations(assessment, START + 1).situation.facts[1]?.evidence.quote).toBe('');
});

test('the oldest words that are left tell when to look again', () => {
  expect(oldestQuotation(assessment)).toBe(START - 20 * DAY_MS);
  expect(oldestQuotation(forgetQuotations(assessment, BEFORE))).toBe(START + 29 * DAY_MS);
  expect(oldestQuotation(forgetQuotations(assessment, START + 99 * DAY_MS))).toBeUndefined();
});
