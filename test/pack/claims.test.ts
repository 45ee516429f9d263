import { afterAll, describe, expect, test } from '@jest/globals';
import type { PackError } from '../../src/pack/finding.ts';
import { loadPack } from '../../src/pack/load.ts';
import { createPackFolders, SOUND } from './support/pack-folder.ts';

const folders = createPackFolders();
afterAll(() => folders.remove());

const RAG = 'guidance/rag-first.md';

/** What is found in a sound pack whose reason is this wording. */
async function claimsIn(text: string, when = ''): Promise<string[]> {
  const wording = `- { ${when === '' ? '' : `when: ${when}, `}text: ${JSON.stringify(text)} }\n      - text: So it is.`;
  const facts = (SOUND.get('facts.yaml') ?? '').replace(
    'question: Who would run it?',
    'question: Who would run it?\n    says: { "true": somebody runs it, "false": nobody runs it }',
  );
  const changed = (SOUND.get(RAG) ?? '').replace('- text: So it is.', () => wording);
  const files = new Map([...SOUND, ['facts.yaml', facts] as const, [RAG, changed] as const]);
  if (when === '')
    files.set(
      RAG,
      (SOUND.get(RAG) ?? '').replace('So it is.', () => text),
    );
  const folder = await folders.write(files);
  return loadPack([folder]).then(
    () => [],
    (error: PackError) => error.findings.map(({ what }) => what),
  );
}

const CLAIMED = 'says of a team what no stated fact carries';

describe('a sentence that denies or presumes something of a team', () => {
  test.each([
    'Nobody has counted it.',
    'It is slow, but no test shows it.',
    'No strong model has sat the test.',
    'The prompt has not been worked on.',
    'The model is named, but not its job.',
    'What is missing is the score.',
    'There is no search yet.',
    'That is no surprise.',
  ])('is found without a fact: %s', async (text) => {
    expect(await claimsIn(text)).toEqual([expect.stringContaining(CLAIMED)]);
  });

  test.each([
    ['a fact that denies it', 'Nobody has an owner for it.', '{ fact: owner, is: false }'],
    ['few of something', 'There are no more than a handful.', '{ fact: examples, atMost: 9 }'],
    [
      'every way to the wording',
      'Nobody has it.',
      '{ any: [{ fact: owner, is: false }, { fact: examples, atMost: 0 }] }',
    ],
  ])('is taken with %s', async (_, text, when) => {
    expect(await claimsIn(text, when)).toEqual([]);
  });

  test.each([
    ['a fact that says the opposite', '{ fact: owner, is: true }'],
    ['silence', '{ notStated: { fact: owner, is: true } }'],
    ['one of two ways only', '{ any: [{ fact: owner, is: false }, { fact: gap, is: knowledge }] }'],
  ])('is found with %s', async (_, when) => {
    expect(await claimsIn('Nobody has an owner for it.', when)).toEqual([expect.stringContaining(CLAIMED)]);
  });
});

describe('a sentence that owns what was not read, or speaks in general,', () => {
  test.each([
    'I have not read how often it fails; tell me.',
    'Nobody can read that off a price list.',
    'Below it you run a platform nobody needs.',
    'From the cache no weight has to change.',
    'No. Stop here and put the effort where it shows.',
    'Cases that no instruction captures are a fair reason.',
  ])('is no claim: %s', async (text) => {
    expect(await claimsIn(text)).toEqual([]);
  });
});
