import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { PackError } from '../../src/pack/finding.ts';
import { loadPack } from '../../src/pack/load.ts';
import { findingsIn } from './support/fault.ts';
import { createPackFolders, SOUND } from './support/pack-folder.ts';

const folders = createPackFolders();
afterAll(() => folders.remove());

const RAG = 'guidance/rag-first.md';

describe('what is not there at all', () => {
  test('is said of a folder', async () => {
    const folder = join(await folders.write([]), 'missing');
    expect(await findingsIn(folder)).toContainEqual({
      file: folder,
      line: 1,
      what: 'This folder does not exist or cannot be read.',
      remedy:
        'Correct its path (GUIDANCE_DIR, WORKSPACE_GUIDANCE, or what check-pack was given), or create it.',
    });
  });

  test('is said of a guidance file', async () => {
    const folder = await folders.write([...SOUND].filter(([name]) => name !== RAG));
    expect(await findingsIn(folder)).toContainEqual({
      file: join(folder, RAG),
      line: 1,
      what: 'There is no guidance file for the route "rag-first".',
      remedy: 'Write it; docs/pack.md says how.',
    });
  });

  test('is said of all that an empty folder lacks', async () => {
    const findings = await findingsIn(await folders.write([]));
    expect(findings.map(({ what }) => what)).toEqual(
      expect.arrayContaining([
        expect.stringContaining('The last problem must always hold'),
        'There is no guidance file for the route "ask-more".',
        'There is no phrase for "plan".',
      ]),
    );
  });
});

describe('a file with a name that nothing reads is not overlooked', () => {
  test.each([
    ['fact.yaml', 'Nothing reads a file of this name.', 'Call it facts.yaml'],
    ['problems.yml', 'Nothing reads a file of this name.', 'Call it facts.yaml'],
    ['rag-first.md', 'Guidance is not read from here.', 'Move it to guidance/rag-first.md.'],
  ])('%s', async (name, what, remedy) => {
    const folder = await folders.write(new Map([...SOUND, [name, '']]));
    expect(await findingsIn(folder)).toEqual([
      { file: join(folder, name), line: 1, what, remedy: expect.stringContaining(remedy) },
    ]);
  });

  test('but one for people may lie there', async () => {
    const folder = await folders.write(new Map([...SOUND, ['README.md', 'Ours.'], ['notes.txt', 'x']]));
    expect((await loadPack([folder])).vocabulary.size).toBe(3);
  });
});

describe('a sound pack', () => {
  test('is taken whole', async () => {
    const pack = await loadPack([await folders.write(SOUND)]);
    expect([...pack.vocabulary.keys()]).toEqual(['gap', 'examples', 'owner']);
    expect(pack.problems.map(({ id }) => id)).toEqual(['knowledge', 'nothing']);
    expect([pack.guidance.size, pack.passages.size]).toEqual([12, 12]);
  });

  test('has a version that changes with every change of a file', async () => {
    const version = async (files: Iterable<readonly [string, string]>) =>
      (await loadPack([await folders.write(files)])).version;
    const sound = await version(SOUND);
    expect(await version(SOUND)).toBe(sound);
    expect(await version(new Map([...SOUND, ['words.yaml', 'words: {}\n']]))).not.toBe(sound);
  });

  test('may have files of nothing but comments', async () => {
    const folder = await folders.write(new Map([...SOUND, ['words.yaml', '# none yet\n']]));
    expect((await loadPack([folder])).words.size).toBe(0);
  });
});

test('all faults are told at once, one line each, and counted', async () => {
  const changed = (SOUND.get(RAG) ?? '')
    .replace('{examples} examples', '{exampels} examples')
    .replace('.one]', '.two]');
  const folder = await folders.write(new Map([...SOUND, [RAG, changed]]));
  const error = await loadPack([folder]).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(PackError);
  expect(String(error)).toMatch(/^PackError: The guidance pack has 2 faults:\n/);
  expect(String(error).split('\n')).toHaveLength(3);
});
