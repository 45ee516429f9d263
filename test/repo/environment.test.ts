import { describe, expect, test } from '@jest/globals';
import { parse } from 'dotenv';
import { readConfig } from '../../src/config.ts';
import { ownFiles, read } from './support/repository.ts';

/** The variables that src/config.ts reads: the keys of its schema. */
async function configured(): Promise<string[]> {
  const schema = /z\.object\(\{\n(.*?)\n\}\)/s.exec(await read('src/config.ts'))?.[1] ?? '';
  return [...schema.matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(([, name]) => name ?? '').sort();
}

const EXAMPLE = await read('.env.example');

describe('.env.example', () => {
  test('holds every variable that is read, and no other', async () => {
    const names = await configured();
    expect(names.length).toBeGreaterThan(15);
    expect(Object.keys(parse(EXAMPLE)).sort()).toEqual(names);
  });

  test('can be copied to .env as it is: it states the defaults', () => {
    expect(readConfig(parse(EXAMPLE))).toEqual(readConfig({}));
  });

  test('says before each variable, or group of them, what it is for', () => {
    const groups = EXAMPLE.trim().split(/\n\n+/);
    const silent = groups.filter((group) => /^[A-Z]/m.test(group) && !group.startsWith('# '));
    expect(silent).toEqual([]);
  });
});

describe('The environment', () => {
  test('is read in one place only, so that no variable goes undocumented', async () => {
    const sources = (await ownFiles()).filter((path) => /^src\/(?!sandbox\/page\/).*\.ts$/.test(path));
    const readers: string[] = [];
    for (const path of sources) if ((await read(path)).includes('process.env')) readers.push(path);
    // For the server's own process, which gets an environment without our secrets.
    const exempt = readers.filter((path) => path.startsWith('src/store/embedded/'));
    expect(readers.filter((path) => !exempt.includes(path))).toEqual(['src/cli.ts']);
  });
});
