import { describe, expect, test } from '@jest/globals';
import type { Recorded, Removal } from '../../src/advisor/fact.ts';
import { merge, withoutMessage } from '../../src/advisor/merge.ts';
import type { Situation } from '../../src/advisor/situation.ts';
import { FactDefinition, type Vocabulary } from '../../src/advisor/vocabulary.ts';
import { say } from './support/statements.ts';

const shared = { description: 'd', brief: 'b', question: 'q?' };
const VOCABULARY: Vocabulary = new Map(
  [
    FactDefinition.parse({
      ...shared,
      key: 'has_retrieval',
      type: 'boolean',
      settled_by: [{ is: true, when: { fact: 'retrieval_measured', is: true } }],
      presumed_by: [
        { fact: 'retrieval_measured', is: true },
        { fact: 'gap', is: 'search' },
      ],
    }),
    FactDefinition.parse({ ...shared, key: 'retrieval_measured', type: 'boolean' }),
    FactDefinition.parse({ ...shared, key: 'gap', type: 'choice', choices: ['search', 'knowledge', 'none'] }),
    FactDefinition.parse({
      ...shared,
      key: 'trouble',
      type: 'choice',
      choices: ['search', 'knowledge', 'cost'],
      explains: { search: ['knowledge'] },
    }),
    FactDefinition.parse({ ...shared, key: 'examples', type: 'number', unit: 'examples' }),
    FactDefinition.parse({
      ...shared,
      key: 'job',
      type: 'choice',
      choices: ['search', 'write'],
      merge: 'latest',
    }),
    FactDefinition.parse({
      ...shared,
      key: 'use_case',
      type: 'choice',
      choices: ['concrete', 'vague', 'none'],
      merge: 'strongest',
    }),
  ].map((definition) => [definition.key, definition]),
);

/** What is known after all of it was said, in few words. */
function known(...said: Recorded[]): Record<string, unknown> {
  const { facts, conflicts } = merge(said, VOCABULARY);
  return Object.fromEntries([
    ...facts.map((fact) => [fact.key, fact.value]),
    ...conflicts.map(({ key, statements: sides }) => [key, sides.map(({ value }) => value)]),
  ]);
}

const replacedBy = ({ facts }: Situation): unknown => facts[0]?.replaced?.value;

test('what nobody said is in no list', () => {
  expect(merge([], VOCABULARY)).toEqual({ facts: [], conflicts: [] });
});

test('a fact keeps its words, its author and its time', () => {
  const statement = say('examples', 800, { quote: '800 Q&A pairs' });
  expect(merge([statement], VOCABULARY).facts).toEqual([statement]);
});

test('a key that the vocabulary does not have is left out', () => {
  expect(known(say('no_such_fact', true))).toEqual({});
});

test('facts come in the order of the vocabulary', () => {
  const { facts } = merge([say('examples', 5), say('gap', 'none'), say('has_retrieval', true)], VOCABULARY);
  expect(facts.map(({ key }) => key)).toEqual(['has_retrieval', 'gap', 'examples']);
});

describe('one person', () => {
  test('who says something else later has changed her mind, and the earlier word is kept beside', () => {
    const situation = merge([say('gap', 'none'), say('gap', 'search', { day: 1 })], VOCABULARY);
    expect(situation.facts).toMatchObject([{ value: 'search', replaced: { value: 'none' } }]);
    expect(situation.conflicts).toEqual([]);
  });

  test('who says the same again has replaced nothing', () => {
    expect(
      replacedBy(merge([say('gap', 'none'), say('gap', 'none', { day: 1 })], VOCABULARY)),
    ).toBeUndefined();
  });

  test('who tells of a second trouble has added to the first, and taken nothing back', () => {
    const situation = merge([say('gap', 'knowledge'), say('gap', 'search', { day: 1 })], VOCABULARY);
    expect(situation.facts).toMatchObject([{ value: 'search' }]);
    expect(replacedBy(situation)).toBeUndefined();
  });

  test('who said the same twice is quoted with the words that carry more facts, whichever came first', () => {
    const rich = { quote: 'search finds nothing in our 800 scans', message: 'm1' };
    const poor = { quote: 'as I said, the search', message: 'm2', day: 1 };
    const said = [say('gap', 'search', rich), say('examples', 800, rich), say('gap', 'search', poor)];
    for (const order of [said, said.toReversed()]) {
      expect(merge(order, VOCABULARY).facts[0]?.evidence.quote).toBe(rich.quote);
    }
    const forgotten = [say('gap', 'search', { ...rich, quote: '' }), say('gap', 'search', poor)];
    expect(merge(forgotten, VOCABULARY).facts[0]?.evidence.quote).toBe(poor.quote);
  });

  test('whose figure moves by a little tells the same figure', () => {
    const said = [say('examples', 800), say('examples', 812, { day: 1 })];
    expect(merge(said, VOCABULARY).facts).toEqual([said[1]]);
  });
});

describe('two people who differ', () => {
  const first = say('gap', 'knowledge', { by: 'ben' });

  test.each([
    ['at the same time', 0],
    ['a day apart', 1],
    ['exactly 14 days apart', 14],
  ])('%s are a conflict, the newest word first, and nothing is known', (_, day) => {
    const { facts, conflicts } = merge([first, say('gap', 'search', { day })], VOCABULARY);
    expect(facts).toEqual([]);
    expect(conflicts).toHaveLength(1);
    expect(new Set(conflicts[0]?.statements.map(({ value }) => value))).toEqual(
      new Set(['search', 'knowledge']),
    );
    if (day > 0) expect(conflicts[0]?.statements.map(({ value }) => value)).toEqual(['search', 'knowledge']);
  });

  test('more than 14 days apart: the newer word holds and names what it replaced', () => {
    const situation = merge([first, say('gap', 'search', { day: 14.001 })], VOCABULARY);
    expect(situation.conflicts).toEqual([]);
    expect(situation.facts).toMatchObject([{ value: 'search', replaced: { value: 'knowledge' } }]);
  });

  test('agree when one of them comes round', () => {
    expect(
      known(first, say('gap', 'search', { day: 1 }), say('gap', 'search', { by: 'ben', day: 2 })),
    ).toEqual({
      gap: 'search',
    });
  });

  test('only in that one names the cause of what the other sees, do not differ: the cause holds', () => {
    const outside = say('trouble', 'knowledge', { by: 'ben' });
    const cause = say('trouble', 'search', { day: 1 });
    expect(known(outside, cause)).toEqual({ trouble: 'search' });
    expect(known(cause, say('trouble', 'knowledge', { by: 'ben', day: 2 }))).toEqual({ trouble: 'search' });
    expect(known(outside, say('trouble', 'cost', { day: 1 }))).toEqual({ trouble: ['cost', 'knowledge'] });
    expect(known(outside, cause, say('trouble', 'cost', { by: 'cem', day: 1 }))).toMatchObject({
      trouble: expect.arrayContaining(['search', 'knowledge', 'cost']),
    });
  });

  test('in figures that are nearly the same tell the same figure', () => {
    expect(known(say('examples', 800), say('examples', 812, { by: 'ben', day: 1 }))).toEqual({
      examples: 812,
    });
    expect(known(say('examples', 800), say('examples', 1200, { by: 'ben', day: 1 }))).toEqual({
      examples: [1200, 800],
    });
  });

  describe('about something that was measured', () => {
    const sides = [say('has_retrieval', true), say('has_retrieval', false, { by: 'ben', day: 1 })];

    test('agree on the result, and the word against it is kept beside', () => {
      const { facts, conflicts } = merge([...sides, say('retrieval_measured', true, { day: 2 })], VOCABULARY);
      expect(conflicts).toEqual([]);
      expect(facts).toMatchObject([
        { key: 'has_retrieval', value: true, replaced: { value: false } },
        { key: 'retrieval_measured' },
      ]);
    });

    test('stay in conflict where the denial is newer than the result, and the result waits with them', () => {
      expect(known(say('retrieval_measured', true), ...sides)).toEqual({ has_retrieval: [false, true] });
    });

    test('stay in conflict where the result is only our reading', () => {
      const reading = say('retrieval_measured', true, { day: 2, state: 'inferred' });
      expect(known(...sides, reading)).toEqual({ has_retrieval: [false, true] });
    });

    test('keep out what takes one side for granted, and nothing else', () => {
      expect(known(...sides, say('gap', 'search', { day: 2 }), say('examples', 5))).toEqual({
        has_retrieval: [false, true],
        examples: 5,
      });
      expect(known(...sides, say('gap', 'knowledge', { day: 2 }))).toEqual({
        has_retrieval: [false, true],
        gap: 'knowledge',
      });
    });
  });

  test('stay in conflict when a third agrees with one of them', () => {
    expect(
      known(first, say('gap', 'search', { day: 1 }), say('gap', 'search', { by: 'eva', day: 2 })),
    ).toEqual({
      gap: ['search', 'search', 'knowledge'],
    });
  });

  test('do not conflict over a fact whose latest word counts', () => {
    expect(known(say('job', 'search', { by: 'ben' }), say('job', 'write', { day: 1 }))).toEqual({
      job: 'write',
    });
  });

  test('do not conflict over a fact whose strongest word counts, whoever spoke last', () => {
    expect(known(say('use_case', 'concrete', { by: 'ben' }), say('use_case', 'vague', { day: 1 }))).toEqual({
      use_case: 'concrete',
    });
  });
});

describe('a correction by hand, or a measured result', () => {
  const conflict = [say('gap', 'knowledge', { by: 'ben' }), say('gap', 'search', { day: 1 })];
  const corrected = say('gap', 'none', { by: 'eva', day: 2, state: 'corrected' });

  test('ends a conflict', () => {
    expect(known(...conflict, corrected)).toEqual({ gap: 'none' });
  });

  test('outranks all that was said before it, and what is said at the same moment', () => {
    expect(known(corrected, say('gap', 'search', { by: 'ben', day: 2 }))).toEqual({ gap: 'none' });
  });

  test('outranks the strongest word and a later reading of ours', () => {
    const vague = say('use_case', 'vague', { day: 1, state: 'corrected' });
    expect(known(say('use_case', 'concrete'), vague)).toEqual({ use_case: 'vague' });
    expect(known(corrected, say('gap', 'search', { by: 'eva', day: 3, state: 'inferred' }))).toEqual({
      gap: 'none',
    });
  });

  test('can be contradicted afterwards, like every word', () => {
    expect(known(corrected, say('gap', 'search', { by: 'ben', day: 3 }))).toEqual({
      gap: ['search', 'none'],
    });
    expect(known(corrected, say('gap', 'search', { by: 'eva', day: 3 }))).toEqual({ gap: 'search' });
    expect(known(corrected, say('gap', 'search', { by: 'ben', day: 20 }))).toEqual({ gap: 'search' });
  });

  test('the newest of several counts', () => {
    expect(known(corrected, say('gap', 'search', { by: 'ben', day: 3, state: 'corrected' }))).toEqual({
      gap: 'search',
    });
  });
});

describe('what a correction took the place of', () => {
  const read = say('gap', 'knowledge', { by: 'ben' });
  const corrected = say('gap', 'none', { by: 'eva', day: 2, state: 'corrected' });

  test('is named: the last firm word of another value, also a correction by somebody else', () => {
    expect(replacedBy(merge([read, corrected], VOCABULARY))).toBe('knowledge');
    const again = say('gap', 'search', { day: 3, state: 'corrected' });
    expect(replacedBy(merge([read, corrected, again], VOCABULARY))).toBe('none');
  });

  test('is nothing when it confirms, or when there was only a reading of ours', () => {
    const confirmed = say('gap', 'knowledge', { by: 'eva', day: 2, state: 'corrected' });
    expect(replacedBy(merge([read, confirmed], VOCABULARY))).toBeUndefined();
    const inferred = say('gap', 'search', { state: 'inferred' });
    expect(replacedBy(merge([inferred, corrected], VOCABULARY))).toBeUndefined();
  });
});

describe('a fact that somebody took out', () => {
  const said = [say('gap', 'knowledge', { by: 'ben' }), say('gap', 'search', { day: 1 })];
  const removed: Removal = { ...say('gap', 'search', { by: 'eva', day: 2 }), state: 'removed' };

  test('is unknown, whoever stated or corrected it before, and a dispute about it is over', () => {
    expect(known(...said, removed)).toEqual({});
    expect(known(say('gap', 'none', { day: 1, state: 'corrected' }), removed)).toEqual({});
  });

  test('stays away when its message is edited or deleted, or read again as it was', () => {
    expect(known(...withoutMessage([...said, removed], removed.evidence.message), ...said)).toEqual({});
  });

  test('comes back when somebody states it anew, and takes the place of nothing then', () => {
    const anew = say('gap', 'none', { day: 3 });
    expect(merge([...said, removed, anew], VOCABULARY).facts).toEqual([anew]);
    const set = say('gap', 'none', { day: 3, state: 'corrected' });
    expect(merge([...said, removed, set], VOCABULARY).facts).toEqual([set]);
  });

  test('is not brought back by a reading of ours', () => {
    expect(known(...said, removed, say('gap', 'none', { day: 3, state: 'inferred' }))).toEqual({});
  });
});

describe('our own reading of a sentence', () => {
  const reading = say('gap', 'search', { day: 3, state: 'inferred' });

  test('holds while nobody stated anything', () => {
    expect(known(reading)).toEqual({ gap: 'search' });
  });

  test('gives way to what was stated, also earlier and by somebody else, without a conflict', () => {
    expect(known(reading, say('gap', 'none', { by: 'ben' }))).toEqual({ gap: 'none' });
  });
});

describe('a message that is deleted or edited', () => {
  const said = [
    say('gap', 'search', { message: 'm1' }),
    say('examples', 800, { message: 'm1' }),
    say('examples', 900, { message: 'm2' }),
    say('has_retrieval', true, { message: 'm1', state: 'corrected' }),
  ];

  test('takes its facts with it, but nothing that somebody set by hand', () => {
    expect(withoutMessage(said, 'm1')).toEqual([said[2], said[3]]);
  });

  test('brings back what it had replaced', () => {
    const later = say('gap', 'none', { day: 1, message: 'm9' });
    expect(known(...withoutMessage([...said, later], 'm9'))).toMatchObject({ gap: 'search' });
  });
});
