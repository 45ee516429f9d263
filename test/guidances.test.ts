import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { runCheckPack } from '../src/commands/check-pack.ts';
import { readConfig } from '../src/config.ts';
import { readGuidances } from '../src/guidances.ts';
import { PACK_DIR } from './pack/support/real-pack.ts';
import { guidanceFolder, HEALTH, LAW, listed } from './support/trade-guidance.ts';

describe('Before the app starts', () => {
  const read = (list: string) => readGuidances(readConfig({ WORKSPACE_GUIDANCE: list }));

  test('each folder is checked, and a fault is told with file, line and remedy', async () => {
    const folder = await guidanceFolder(LAW);
    await writeFile(join(folder, 'problems.yaml'), 'problms: []\n');
    await expect(read(`${await listed(HEALTH)},law=${folder}`)).rejects.toThrow(
      `${join(folder, 'problems.yaml')}:1: `,
    );
    await expect(read('law=/nowhere/at/all')).rejects.toThrow(
      '/nowhere/at/all:1: This folder does not exist or cannot be read. Correct its path (GUIDANCE_DIR, WORKSPACE_GUIDANCE,',
    );
  });

  test('all folders are held against each other: what is in two of them is in one too many', async () => {
    const twice = `health=${await guidanceFolder(HEALTH)},clinics=${await guidanceFolder(HEALTH)}`;
    await expect(read(twice)).rejects.toThrow('The fact "ethics_board" is there twice');
  });

  test('all at once have to leave a model room for what people write; who reads offline needs none', async () => {
    const folder = await guidanceFolder(LAW);
    const file = join(folder, 'facts.yaml');
    const [head = '', fact = ''] = (await readFile(file, 'utf8')).split(/(?<=^facts:\n)/m);
    const many = Array.from({ length: 50 }, (_, index) =>
      fact.replace(LAW.key, `${LAW.key}_${'x'.repeat(index + 1)}`),
    );
    await writeFile(file, [head, fact, ...many].join(''));
    const env = { WORKSPACE_GUIDANCE: `law=${folder}` };
    const told = await readGuidances(readConfig({ ...env, OPENAI_API_KEY: 'sk-1' })).catch(
      (error: unknown) => error,
    );
    expect(told).toMatchObject({
      name: 'UserError',
      message: expect.stringMatching(/\d+ would be left for what people write, and 600 are needed\.$/),
      remedy: expect.stringContaining('WORKSPACE_GUIDANCE'),
    });
    await expect(readGuidances(readConfig(env))).resolves.toBeDefined();
    // check-pack says the same, and fails only where a model is to read.
    const check = (withModel: boolean) =>
      runCheckPack([PACK_DIR, folder], { asOf: '2020-01-01', strict: true, withModel });
    const lack = expect.stringMatching(/\d+ would be left for what people write, and 600 are needed\./);
    expect(await check(true)).toEqual({ ok: false, text: lack });
    expect(await check(false)).toEqual({ ok: true, text: lack });
  });

  test('one pack is built for each choice, whatever the order in which it is told', async () => {
    const { beside, usual } = await read(await listed(HEALTH, LAW));
    expect(beside(['law', 'health'])).toBe(beside(['health', 'law']));
    expect(beside([])).toBe(usual);
    expect(beside(['gone'])).toBe(usual);
    const versions = [usual, beside(['health']), beside(['law']), beside(['health', 'law'])].map(
      ({ pack }) => pack.version,
    );
    expect(new Set(versions).size).toBe(4);
  });
});
