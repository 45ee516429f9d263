import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { runCheckPack } from '../../src/commands/check-pack.ts';
import { COMPANY, COUNCIL_PASSAGE } from '../pack/support/company.ts';
import { lineWith, SOUND } from '../pack/support/pack-folder.ts';
import { PACK_DIR } from '../pack/support/real-pack.ts';
import { emptyFolder, runCli, runHere } from '../support/cli.ts';
import { guidanceFolder, HEALTH, LAW, listed } from '../support/trade-guidance.ts';

/** On this day every source of our own pack is trusted: they were all read after it. */
const EARLY = { asOf: '2020-01-01', strict: true };

/** A folder of a pack's shape with these files. */
async function packOf(files: Iterable<readonly [string, string]>): Promise<string> {
  const folder = await emptyFolder();
  await mkdir(join(folder, 'guidance'));
  for (const [name, content] of files) await writeFile(join(folder, name), content);
  return folder;
}

/** A company's folder that is sound beside our own pack: a passage of its own. */
const PASSAGE = [['guidance/fix-data.md', `---\nroute: fix-data\n---\n\n${COUNCIL_PASSAGE}`]] as const;

/** The same with a source that names no page. */
const FAULTY = PASSAGE.map(([name, text]) => [name, text.replace('https://intranet', 'intranet')] as const);

describe('a pack', () => {
  test('of ours is sound, and is told in numbers', async () => {
    const { text, ok } = await runCheckPack([PACK_DIR], EARLY);
    expect(ok).toBe(true);
    expect(text).toMatch(
      /^The pack [0-9a-f]{12} is sound: \d+ facts, \d+ problems, 12 routes, \d+ passages; 0 sources due for review on 2020-01-01\.$/,
    );
  });

  test('with a folder that adds to it counts what was added, and has another version', async () => {
    const own = await packOf(SOUND);
    const alone = await runCheckPack([own], EARLY);
    const together = await runCheckPack([own, await packOf(COMPANY)], EARLY);
    expect(alone.text).toContain('3 facts, 2 problems, 12 routes, 12 passages');
    expect(together.text).toContain('4 facts, 3 problems, 12 routes, 13 passages');
    expect(together.text.slice(0, 21)).not.toBe(alone.text.slice(0, 21));
  });

  test('with faults is not used in part: each is told with file, line and remedy, in one line', async () => {
    const folder = await packOf([
      ...SOUND,
      ['facts.yaml', (SOUND.get('facts.yaml') ?? '').replace('    brief: who runs it\n', '')],
      ['problems.yaml', (SOUND.get('problems.yaml') ?? '').replace('sentence: Ask.', 'sentense: Ask.')],
    ]);
    const { text, ok } = await runCheckPack([folder], EARLY);
    expect(ok).toBe(false);
    const lines = text.split('\n');
    const facts = join(folder, 'facts.yaml');
    const problems = join(folder, 'problems.yaml');
    expect(lines).toContain(
      `${facts}:${await lineWith(facts, 'key: owner')}: "facts.2.brief" is missing. Write a text there.`,
    );
    expect(lines).toContainEqual(
      expect.stringMatching(`^${problems}:${await lineWith(problems, 'sentense')}: .*sentense.* Take it out`),
    );
    expect(lines.slice(-2)).toEqual(['', '3 to mend. Nothing of this pack is used until then.']);
  });
});

describe('on the command line', () => {
  test('our own pack is checked, with exit code 0', async () => {
    const { code, out, err } = await runCli(['check-pack', '--as-of', '2020-01-01', '--strict']);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^The pack [0-9a-f]{12} is sound: /);
  });

  test('the folder of GUIDANCE_DIR is checked with it, and one that is due fails only when strict', async () => {
    const env = { GUIDANCE_DIR: await packOf(PASSAGE) };
    const lax = await runHere(['check-pack', '--as-of', '2027-07-01'], env);
    expect(lax.out).toContain(
      'fix-data.council: due for review since 2027-01-01 (https://intranet.example.com/agreement)',
    );
    expect([lax.code, lax.err]).toEqual([0, '']);
    const strict = await runHere(['check-pack', '--as-of', '2027-07-01', '--strict'], env);
    expect([strict.code, strict.out]).toEqual([1, lax.out]);
  });

  test('a bad folder fails with file, line and remedy: by GUIDANCE_DIR, and as an argument in its place', async () => {
    const bad = await packOf(FAULTY);
    const good = await packOf(PASSAGE);
    const file = join(bad, 'guidance/fix-data.md');
    const fault = `${file}:${await lineWith(file, 'url:')}: `;
    for (const run of [
      await runHere(['check-pack'], { GUIDANCE_DIR: bad }),
      await runHere(['check-pack', bad], { GUIDANCE_DIR: good }),
    ]) {
      expect([run.code, run.err]).toEqual([1, '']);
      expect(run.out.split('\n')[0]?.startsWith(fault)).toBe(true);
      expect(run.out).toContain('1 to mend. Nothing of this pack is used until then.');
    }
  });

  test('what workspaces may choose is looked at beside it: each by itself, then all at once', async () => {
    const env = { WORKSPACE_GUIDANCE: await listed(HEALTH, LAW) };
    const { code, out } = await runHere(['check-pack', '--as-of', '2020-01-01', '--strict'], env);
    expect(code).toBe(0);
    const passages = [...out.matchAll(/, (\d+) passages; /g)].map(([, count]) => Number(count));
    const [own = 0] = passages;
    expect(passages).toEqual([own, own + 1, own + 1, own + 2]);
    expect(out.match(/^With .*:$/gm)).toEqual(['With health:', 'With law:', 'With all of them:']);
  });

  test('a fault in one of them is told under its name, and what two of them both have under all', async () => {
    const bad = await packOf(FAULTY);
    const one = await runHere(['check-pack'], { WORKSPACE_GUIDANCE: `bad=${bad},${await listed(LAW)}` });
    expect(one.code).toBe(1);
    expect(one.out).toMatch(/\nWith bad:\n\S+fix-data\.md:10: .*url.*\n\n1 to mend\./);
    expect(one.out).not.toContain('With all of them:');
    const twice = `${await listed(LAW)},notaries=${await guidanceFolder(LAW)}`;
    const both = await runHere(['check-pack'], { WORKSPACE_GUIDANCE: twice });
    expect(both.code).toBe(1);
    expect(both.out).toMatch(/\nWith all of them:\n\S+: The fact "senior_partners" is there twice/);
  });

  test('a folder that is not there is named, with the variable that names it', async () => {
    const { code, out } = await runHere(['check-pack'], { GUIDANCE_DIR: '/nowhere/at/all' });
    expect([code, out.split('\n')[0]]).toEqual([
      1,
      '/nowhere/at/all:1: This folder does not exist or cannot be read. Correct its path (GUIDANCE_DIR, WORKSPACE_GUIDANCE, or what check-pack was given), or create it.',
    ]);
  });

  test.each(['yesterday', '2026-02-30'])('%j is no day, and nothing is checked', async (day) => {
    const { code, out, err } = await runHere(['check-pack', '--as-of', day]);
    expect({ code, out, err }).toEqual({
      code: 1,
      out: '',
      err: `"${day}" is no day.\nWrite it as YYYY-MM-DD.\n`,
    });
  });

  test('no other command takes a bad folder either', async () => {
    const env = { GUIDANCE_DIR: await packOf(FAULTY) };
    for (const args of [['assess', '-'], ['start']]) {
      const { code, out, err } = await runCli(args, { env, stdin: 'We have 800 pairs.' });
      expect([code, out]).toEqual([1, '']);
      expect(err).toMatch(/^The guidance pack has one fault:\n\S+fix-data\.md:10: .*url/);
      expect(err).not.toMatch(/^ {4}at /m);
    }
  });
});
