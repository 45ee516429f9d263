import { afterAll, describe, test } from '@jest/globals';
import { expectFound, type Fault } from './support/fault.ts';
import { createPackFolders } from './support/pack-folder.ts';

const folders = createPackFolders();
afterAll(() => folders.remove());

const faults: Fault[] = [
  {
    name: 'a route that does not exist',
    file: 'problems.yaml',
    from: '{ route: ask-more, sentence: Ask. }',
    to: '{ route: ask-less, sentence: Ask. }',
    at: 'ask-less',
    what: 'has a value that is not in the list.',
    remedy: 'Use one of: ask-more, rent-first,',
  },
  {
    name: 'a condition that says nothing',
    file: 'problems.yaml',
    from: 'when: { fact: gap, is: knowledge }',
    to: 'when: { fact: gap }',
    at: 'when: { fact: gap }',
    what: 'says nothing about the fact: add is, in, atLeast or atMost',
    remedy: 'Correct it as described in docs/pack.md.',
  },
  {
    name: 'a fault deep within a condition',
    file: 'problems.yaml',
    from: 'when: { fact: gap, is: knowledge }',
    to: 'when:\n      any:\n        - { fact: gap, is: knowledge }\n        - { fact: owner, iss: true }',
    at: 'iss: true',
    what: 'has a key that means nothing here: iss.',
    remedy: 'Take it out, or correct its spelling.',
  },
  {
    name: 'a fact that does not exist, in a condition',
    file: 'problems.yaml',
    from: 'many: { fact: examples, atLeast: 50 }',
    to: 'many: { fact: exampels, atLeast: 50 }',
    at: 'exampels',
    what: 'No fact has the key "exampels".',
    remedy: 'Correct the key, or add the fact to facts.yaml.',
  },
  {
    name: 'a value that the fact never has',
    file: 'problems.yaml',
    from: 'when: { fact: gap, is: knowledge }',
    to: 'when: { fact: gap, is: knowlege }',
    at: 'knowlege',
    what: 'The fact "gap" never has the value "knowlege".',
    remedy: 'It takes one of: knowledge, behaviour.',
  },
  {
    name: 'a comparison of what is no number',
    file: 'problems.yaml',
    from: 'when: { fact: gap, is: knowledge }',
    to: 'when: { fact: gap, atLeast: 3 }',
    at: 'atLeast: 3',
    what: 'The fact "gap" is no number.',
    remedy: 'Use "is" or "in" instead of "atLeast" and "atMost".',
  },
  {
    name: 'a condition that refers to itself',
    file: 'problems.yaml',
    from: 'many: { fact: examples, atLeast: 50 }',
    to: 'many: { any: [{ fact: examples, atLeast: 50 }, { use: more }] }\n  more: { not: { use: many } }',
    at: 'more: { not',
    what: 'The condition "many" refers to itself.',
    remedy: 'Break the circle.',
  },
  {
    name: 'a problem that is there twice',
    file: 'problems.yaml',
    from: 'id: nothing',
    to: 'id: knowledge # again',
    at: 'id: knowledge # again',
    what: 'The problem "knowledge" is there twice (first in',
    remedy: 'Rename or remove one of them.',
  },
  {
    name: 'a rung that is never reached',
    file: 'problems.yaml',
    from: '{ route: rent-first, applies: { use: many }, sentence: Do it. }',
    to: '{ route: rent-first, sentence: Do it. }',
    at: 'route: prompt-first',
    what: 'The rung "prompt-first" of "knowledge" cannot be reached: "rent-first" before it always applies.',
    remedy: 'Give the earlier rung "applies" or "passed", or put this one before it.',
  },
  {
    name: 'a problem that is never looked for',
    file: 'problems.yaml',
    from: /$/,
    to: '  - { id: late, sentence: So., when: { fact: owner, is: true }, rungs: [{ route: ask-more, sentence: So. }] }\n',
    at: 'id: late',
    what: 'The problem "late" is never looked for: the one before it always holds.',
    remedy: 'Move it up.',
  },
  {
    name: 'a last problem that does not always hold',
    file: 'problems.yaml',
    from: 'when: { all: [] }',
    to: 'when: { fact: owner, is: true }',
    at: 'id: nothing',
    what: 'The last problem must always hold',
    remedy: 'Give it `when: { all: [] }`',
  },
  {
    name: 'a last problem whose rungs may all be passed',
    file: 'problems.yaml',
    from: '{ route: ask-more, sentence: Ask. }',
    to: '{ route: ask-more, passed: { fact: owner, is: true }, sentence: Ask. }',
    at: 'id: nothing',
    what: 'The last problem must always hold and have a rung that is always taken',
    remedy: 'Give it `when: { all: [] }`',
  },
  {
    name: 'a route that no ladder has',
    file: 'problems.yaml',
    from: /.*route: tune-rag.*\n/,
    to: '',
    at: 'route: tune-rag',
    atFile: 'guidance/tune-rag.md',
    what: 'No problem\'s ladder has the route "tune-rag".',
    remedy: 'Add a rung for it.',
  },
];

describe('a fault in problems and conditions is found, with its line and what mends it', () => {
  test.each(faults)('$name', (fault) => expectFound(fault, folders));
});
