import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Condition } from '../../src/advisor/condition.ts';
import { type Answer, evaluate, holds, type Values } from '../../src/advisor/evaluate.ts';
import type { FactValue } from '../../src/advisor/fact.ts';

const NONE = new Map<string, Condition>();
/** A condition with a known answer: `a` is stated true, `b` stated false, `c` unknown. */
const VALUES: Values = new Map([
  ['a', true],
  ['b', false],
]);
const WITH: Record<Answer, Condition> = {
  yes: { fact: 'a', is: true },
  no: { fact: 'b', is: true },
  unknown: { fact: 'c', is: true },
};
const answer = (condition: Condition): Answer => evaluate(condition, VALUES, NONE).answer;

describe('conditions have three values', () => {
  const pairs: [Answer, Answer, Answer, Answer][] = [
    // one, other, all, any
    ['yes', 'yes', 'yes', 'yes'],
    ['yes', 'no', 'no', 'yes'],
    ['yes', 'unknown', 'unknown', 'yes'],
    ['no', 'no', 'no', 'no'],
    ['no', 'unknown', 'no', 'unknown'],
    ['unknown', 'unknown', 'unknown', 'unknown'],
  ];
  test.each(pairs)('%s and %s: all is %s, any is %s, in either order', (one, other, all, any) => {
    expect(answer({ all: [WITH[one], WITH[other]] })).toBe(all);
    expect(answer({ all: [WITH[other], WITH[one]] })).toBe(all);
    expect(answer({ any: [WITH[one], WITH[other]] })).toBe(any);
    expect(answer({ any: [WITH[other], WITH[one]] })).toBe(any);
  });

  test.each<[Answer, Answer]>([
    ['yes', 'no'],
    ['no', 'yes'],
    ['unknown', 'unknown'],
  ])('not %s is %s', (of, result) => {
    expect(answer({ not: WITH[of] })).toBe(result);
  });

  test.each<[Answer, Answer]>([
    ['yes', 'no'],
    ['no', 'yes'],
    ['unknown', 'yes'],
  ])('"notStated" of %s is %s: yes unless definitely yes', (of, result) => {
    expect(answer({ notStated: WITH[of] })).toBe(result);
  });

  test('all of nothing is yes: that is how a problem always holds', () => {
    expect(answer({ all: [] })).toBe('yes');
  });

  test('"use" gives the answer of the condition with that name', () => {
    const named = new Map<string, Condition>([['there', WITH.yes]]);
    expect(evaluate({ use: 'there' }, VALUES, named)).toEqual({ answer: 'yes', because: ['a'] });
    expect(() => evaluate({ use: 'elsewhere' }, VALUES, named)).toThrow('No condition is named "elsewhere".');
  });
});

describe('a test of a fact', () => {
  test.each<[string, FactValue, Condition, Answer]>([
    ['is', 'knowledge', { fact: 'x', is: 'knowledge' }, 'yes'],
    ['is, another value', 'cost', { fact: 'x', is: 'knowledge' }, 'no'],
    ['is, false', false, { fact: 'x', is: false }, 'yes'],
    ['in', 'cost', { fact: 'x', in: ['search', 'cost'] }, 'yes'],
    ['in, another value', 'none', { fact: 'x', in: ['search', 'cost'] }, 'no'],
    ['at least, exactly', 50, { fact: 'x', atLeast: 50 }, 'yes'],
    ['at least, below', 49, { fact: 'x', atLeast: 50 }, 'no'],
    ['at most, exactly', 49, { fact: 'x', atMost: 49 }, 'yes'],
    ['at most, above', 50, { fact: 'x', atMost: 49 }, 'no'],
    ['between', 10, { fact: 'x', atLeast: 5, atMost: 15 }, 'yes'],
    ['between, outside', 20, { fact: 'x', atLeast: 5, atMost: 15 }, 'no'],
    ['zero is a number like others', 0, { fact: 'x', atMost: 10 }, 'yes'],
    ['a text is never at least a number', '80', { fact: 'x', atLeast: 50 }, 'no'],
  ])('%s', (_, value, condition, expected) => {
    expect(evaluate(condition, new Map([['x', value]]), NONE).answer).toBe(expected);
    expect(evaluate(condition, new Map(), NONE).answer).toBe('unknown');
  });

  test('must say something about the fact', () => {
    expect(Condition.safeParse({ fact: 'x' }).success).toBe(false);
  });
});

describe('the reasons of a yes', () => {
  test('are the facts that make it one, each once', () => {
    const condition: Condition = { all: [{ any: [WITH.yes, WITH.no] }, WITH.yes, { fact: 'b', is: false }] };
    expect(evaluate(condition, VALUES, NONE)).toEqual({ answer: 'yes', because: ['a', 'b'] });
  });

  test('are none for a no, and none for what is not known', () => {
    expect(evaluate({ all: [WITH.yes, WITH.no] }, VALUES, NONE).because).toEqual([]);
    expect(evaluate({ all: [WITH.yes, WITH.unknown] }, VALUES, NONE).because).toEqual([]);
  });
});

describe('for any condition', () => {
  const keys = ['p', 'q', 'r'];
  const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
    condition: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      fc.record({ fact: fc.constantFrom(...keys), is: fc.boolean() }),
      fc.record({ all: fc.array(tie('condition'), { maxLength: 3 }) }),
      fc.record({ any: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
      fc.record({ not: tie('condition') }),
    ),
  }));
  const values = fc
    .uniqueArray(fc.tuple(fc.constantFrom(...keys), fc.boolean()), { selector: ([key]) => key })
    .map((entries) => new Map<string, FactValue>(entries));

  test('an answer once given stays when more becomes known', () => {
    fc.assert(
      fc.property(condition, values, values, (asked, some, more) => {
        const before = evaluate(asked, some, NONE).answer;
        fc.pre(before !== 'unknown');
        expect(evaluate(asked, new Map([...more, ...some]), NONE).answer).toBe(before);
      }),
      { numRuns: 1000 },
    );
  });

  test('its reasons are known facts, each once', () => {
    fc.assert(
      fc.property(condition, values, (asked, known) => {
        const { because } = evaluate(asked, known, NONE);
        expect(because.every((key) => known.has(key))).toBe(true);
        expect(new Set(because).size).toBe(because.length);
      }),
      { numRuns: 1000 },
    );
  });

  test('"notStated" is never unknown, and "holds" is a definite yes', () => {
    fc.assert(
      fc.property(condition, values, (asked, known) => {
        const { answer: given } = evaluate(asked, known, NONE);
        expect(evaluate({ notStated: asked }, known, NONE).answer).toBe(given === 'yes' ? 'no' : 'yes');
        expect(holds(asked, known, NONE)).toBe(given === 'yes');
      }),
      { numRuns: 1000 },
    );
  });
});
