import { describe, expect, test } from '@jest/globals';
import type { FactValue } from '../../src/advisor/fact.ts';
import { type OwnRoute, ownRoute } from '../../src/advisor/rules.ts';
import { ALWAYS, smallPack } from './support/small-pack.ts';

const is = (fact: string, value: FactValue = true) => ({ fact, is: value });
const rung = (route: string, more: object = {}) => ({ route, sentence: 'So.', ...more });
const problem = (id: string, when: object, rungs: object[], more: object = {}) => ({
  id,
  sentence: 'It is so.',
  when,
  rungs,
  ...more,
});

/** The rules' own route when all that is known is stated. */
function decideBy(problems: object[], values: Record<string, FactValue>, open: object = {}): OwnRoute {
  const known = new Map(Object.entries(values));
  return ownRoute(known, known, smallPack({ problems: [...problems, ALWAYS], open }));
}

describe('the rules look for problems in their order', () => {
  const problems = [
    problem('one', is('a'), [rung('rag-first')]),
    problem('two', is('b'), [rung('fix-data')]),
  ];

  test('the first that holds decides', () => {
    expect(decideBy(problems, { a: true, b: true })).toMatchObject({ problem: 'one', route: 'rag-first' });
    expect(decideBy(problems, { a: false, b: true })).toMatchObject({ problem: 'two', route: 'fix-data' });
  });

  test('one of whose facts nothing is known does not hold', () => {
    expect(decideBy(problems, { b: true })).toMatchObject({ problem: 'two' });
  });

  test('where none holds, more is asked', () => {
    expect(decideBy(problems, {})).toMatchObject({ problem: 'nothing', route: 'ask-more', reasons: [] });
  });

  test('"unless" takes a problem out, but only when it is definitely so', () => {
    const except = [problem('one', is('a'), [rung('rag-first')], { unless: is('b') })];
    expect(decideBy(except, { a: true })).toMatchObject({ problem: 'one' });
    expect(decideBy(except, { a: true, b: false })).toMatchObject({ problem: 'one' });
    expect(decideBy(except, { a: true, b: true })).toMatchObject({ problem: 'nothing' });
  });

  test('a pack whose last problem does not always hold is no pack', () => {
    const pack = smallPack({ problems: [problem('one', is('a'), [rung('rag-first')])] });
    expect(() => ownRoute(new Map(), new Map(), pack)).toThrow(RangeError);
  });
});

describe("a problem's own ladder", () => {
  const ladder = [
    problem('one', is('a'), [
      rung('prompt-first', { passed: is('b') }),
      rung('rag-first', { applies: is('c') }),
      rung('fix-data', { passed: is('d') }),
    ]),
    problem('two', is('a'), [rung('tune-rag')]),
  ];

  test('its first rung is the route while nothing says that it is passed', () => {
    expect(decideBy(ladder, { a: true }).route).toBe('prompt-first');
    expect(decideBy(ladder, { a: true, b: false }).route).toBe('prompt-first');
  });

  test('a passed rung is skipped, and one of which nobody knows that it applies', () => {
    expect(decideBy(ladder, { a: true, b: true }).route).toBe('fix-data');
    expect(decideBy(ladder, { a: true, b: true, c: true }).route).toBe('rag-first');
  });

  test('all rungs passed: the next problem', () => {
    expect(decideBy(ladder, { a: true, b: true, d: true })).toMatchObject({
      problem: 'two',
      route: 'tune-rag',
    });
  });

  test('the reasons are the facts behind the problem, the rung, and the rungs that were passed', () => {
    expect(decideBy(ladder, { a: true, b: true, c: true, n: 5 }).reasons).toEqual(['a', 'b', 'c']);
    expect(decideBy(ladder, { a: true, c: true }).reasons).toEqual(['a']);
  });

  test('what each rung said is kept for "Why?"', () => {
    expect(
      decideBy(ladder, { a: true, b: true }).trace.map(({ route, outcome }) => [route, outcome]),
    ).toEqual([
      ['prompt-first', 'passed'],
      ['rag-first', 'not-applicable'],
      ['fix-data', 'taken'],
    ]);
    expect(decideBy(ladder, { a: true }).trace.map(({ outcome }) => outcome)).toEqual([
      'taken',
      'not-reached',
      'not-reached',
    ]);
  });

  test('a rung can set the standing itself', () => {
    const off = [problem('off', is('a'), [rung('ask-more', { standing: 'out-of-scope' })])];
    expect(decideBy(off, { a: true }).standing).toBe('out-of-scope');
  });
});

describe('a gate', () => {
  const problems = [problem('one', is('a'), [rung('fine-tune'), rung('start-small')])];
  const open = { 'fine-tune': is('b') };
  const pack = smallPack({ problems: [...problems, ALWAYS], open });

  test('lets the rules through when its facts are stated', () => {
    expect(decideBy(problems, { a: true, b: true }, open).route).toBe('fine-tune');
  });

  test('closed, it leaves the rung out and says so', () => {
    const own = decideBy(problems, { a: true }, open);
    expect(own.route).toBe('start-small');
    expect(own.trace[0]).toMatchObject({ route: 'fine-tune', outcome: 'closed' });
  });

  test('is not opened by our own reading, though that may lead to a problem', () => {
    const known = new Map([
      ['a', true],
      ['b', true],
    ]);
    expect(ownRoute(known, new Map([['a', true]]), pack).route).toBe('start-small');
    expect(ownRoute(known, new Map([['b', true]]), pack).route).toBe('fine-tune');
  });
});
