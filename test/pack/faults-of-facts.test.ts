import { afterAll, describe, test } from '@jest/globals';
import { expectFound, type Fault } from './support/fault.ts';
import { createPackFolders } from './support/pack-folder.ts';

const folders = createPackFolders();
afterAll(() => folders.remove());

const faults: Fault[] = [
  {
    name: 'YAML that cannot be read',
    file: 'facts.yaml',
    from: 'type: number',
    to: 'type: [number',
    at: 'unit: examples',
    what: 'This is not valid YAML',
    remedy: 'Look at the indentation and the quotation marks there.',
  },
  {
    name: 'the same key twice',
    file: 'facts.yaml',
    from: 'unit: examples',
    to: 'unit: examples\n    unit: rows',
    at: 'unit: rows',
    what: 'This is not valid YAML: Map keys must be unique',
    remedy: 'Look at the indentation and the quotation marks there.',
  },
  {
    name: 'a key that means nothing',
    file: 'facts.yaml',
    from: 'unit: examples',
    to: 'unit: examples\n    unitt: rows',
    at: 'unitt: rows',
    what: '"facts.1" has a key that means nothing here: unitt.',
    remedy: 'Take it out, or correct its spelling.',
  },
  {
    name: 'a key that is missing',
    file: 'facts.yaml',
    from: '    brief: who runs it\n',
    to: '',
    at: 'key: owner',
    what: '"facts.2.brief" is missing.',
    remedy: 'Write a text there.',
  },
  {
    name: 'cues for a value that the fact never has',
    file: 'facts.yaml',
    from: 'behaviour: [wrong tone]',
    to: 'behavior: [wrong tone]',
    at: 'behavior',
    what: 'The fact "gap" never has the value "behavior".',
    remedy: 'It takes one of: knowledge, behaviour.',
  },
  {
    name: 'a fact that is there twice',
    file: 'facts.yaml',
    from: 'key: owner',
    to: 'key: gap # again',
    at: 'key: gap # again',
    what: 'The fact "gap" is there twice (first in',
    remedy: 'Rename or remove one of them.',
  },
  {
    name: 'a cue that cannot be read',
    file: 'facts.yaml',
    from: '- makes up facts',
    to: '- makes (up facts',
    at: 'makes (up facts',
    what: '"makes (up facts" has a "(" without a ")".',
    remedy: 'See docs/pack.md for how phrases are written.',
  },
  {
    name: "a cue's own condition that cannot be read",
    file: 'facts.yaml',
    from: 'unless: not wrong',
    to: 'unless: not* *wrong',
    at: 'not* *wrong',
    what: '"not* *wrong": "*" stands at the end of a word, after at least one letter.',
    remedy: 'See docs/pack.md for how phrases are written.',
  },
  {
    name: 'a term that cannot be read',
    file: 'facts.yaml',
    from: 'knowledge: [facts]',
    to: 'knowledge: [facts, $search]',
    at: '$search',
    what: '"$search" is not in words.yaml.',
    remedy: 'See docs/pack.md for how phrases are written.',
  },
  {
    name: 'a unit that cannot be read',
    file: 'facts.yaml',
    from: '{ with: dozen, times: 12 }',
    to: '{ with: (dozen, times: 12 }',
    at: 'with: (dozen',
    what: '"(dozen" has a "(" without a ")".',
    remedy: 'See docs/pack.md for how phrases are written.',
  },
  {
    name: 'a word that refers to itself',
    file: 'words.yaml',
    from: '(rag|retrieval)',
    to: '(rag|$rag)',
    at: '$rag',
    what: '"$rag" refers to itself.',
    remedy: 'See docs/pack.md for how phrases are written.',
  },
  {
    name: 'a mood with a phrase that cannot be read',
    file: 'moods.yaml',
    from: '- plan\n',
    to: '- plan\n  - (going|gonna\n',
    at: '(going|gonna',
    what: '"(going|gonna" has a "(" without a ")".',
    remedy: 'See docs/pack.md for how phrases are written.',
  },
  {
    name: 'a mood without any phrase',
    file: 'moods.yaml',
    from: 'doubted:\n  - doubted\n',
    to: '',
    at: 'FIRST',
    what: 'There is no phrase for "doubted".',
    remedy: 'Add a list of phrases under "doubted".',
  },
];

describe('a fault in the vocabulary is found, with its line and what mends it', () => {
  test.each(faults)('$name', (fault) => expectFound(fault, folders));
});
