import { afterAll, describe, expect, test } from '@jest/globals';
import { runCheckPack } from '../../src/commands/check-pack.ts';
import { expiredSources } from '../../src/pack/expiry.ts';
import { loadPack } from '../../src/pack/load.ts';
import { createPackFolders, SOUND } from './support/pack-folder.ts';

const folders = createPackFolders();
afterAll(() => folders.remove());

/** A pack in which one source is due on 1 March 2027; all the others hold until 2027 begins. */
const aging = async (): Promise<string> => {
  const file = 'guidance/rag-first.md';
  const later = (SOUND.get(file) ?? '').replace('expires: 2027-01-01', 'expires: 2027-03-01');
  return folders.write(new Map([...SOUND, [file, later]]));
};

describe('a source that nobody has read again in time', () => {
  test('is no fault: the pack is used', async () => {
    const pack = await loadPack([await aging()]);
    expect(pack.passages.size).toBe(12);
    expect(expiredSources(pack, '2030-01-01')).toHaveLength(12);
  });

  test('is due from the day after its date', async () => {
    const pack = await loadPack([await aging()]);
    expect(expiredSources(pack, '2027-01-01')).toEqual([]);
    expect(expiredSources(pack, '2027-01-02')).toHaveLength(11);
    expect(expiredSources(pack, '2027-03-01')).toHaveLength(11);
    expect(expiredSources(pack, '2027-03-02').map(({ passage }) => passage)).toContain('rag-first.one');
  });

  test('is named by the check, which fails only when it is asked to be strict', async () => {
    const folder = await aging();
    const lax = await runCheckPack([folder], { asOf: '2027-02-01', strict: false });
    expect(lax.ok).toBe(true);
    expect(lax.text).toContain('fix-data.one: due for review since 2027-01-01 (https://example.org/page)');
    expect(lax.text).not.toContain('rag-first.one');
    expect(lax.text).toContain('11 sources due for review on 2027-02-01.');
    expect(await runCheckPack([folder], { asOf: '2027-02-01', strict: true })).toEqual({ ...lax, ok: false });
    expect((await runCheckPack([folder], { asOf: '2026-12-31', strict: true })).ok).toBe(true);
  });
});
