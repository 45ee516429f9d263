import { extname } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { ownFiles, ROOT, read } from './support/repository.ts';

const TEXT = ['.ts', '.tsx', '.js', '.css', '.html', '.json', '.md', '.yaml', '.yml', '.txt', ''];
const files = await ownFiles();
const code = files.filter((path) => /\.tsx?$/.test(path));
const source = code.filter((path) => path.startsWith('src/'));

const lineCount = async (path: string): Promise<number> => (await read(path)).trimEnd().split('\n').length;

/** Files that hold something they must not, with what it is. */
async function holding(pattern: RegExp, among = files): Promise<string[]> {
  const found = await Promise.all(
    among
      .filter((path) => TEXT.includes(extname(path)))
      .map(async (path) => ({ path, match: pattern.exec(await read(path))?.[0] })),
  );
  return found.flatMap(({ path, match }) => (match === undefined ? [] : [`${path}: ${match}`]));
}

describe('Source files', () => {
  test('are small: half of them below 60 lines, nine in ten below 200, none near 350', async () => {
    const counts = (await Promise.all(source.map(lineCount))).sort((a, b) => a - b);
    const share = (part: number): number => counts[Math.floor(counts.length * part)] ?? 0;
    expect(counts.length).toBeGreaterThan(300);
    expect(share(0.5)).toBeLessThan(60);
    expect(share(0.9)).toBeLessThan(200);
    const long = (
      await Promise.all(code.map(async (path) => ({ path, lines: await lineCount(path) })))
    ).filter(({ path, lines }) => lines > (path.startsWith('src/') ? 320 : 349));
    expect(long).toEqual([]);
  });

  test('are named in kebab case', () => {
    const name = /^(?:[a-z0-9-]+\/)*[a-z0-9]+(?:-[a-z0-9]+)*(?:\.(?:test|config))?\.tsx?$/;
    expect(code.filter((path) => !name.test(path))).toEqual([]);
  });

  test('silence neither the compiler nor the rule against "any"', async () => {
    const silenced = /@ts-(?:ignore|nocheck|expect-error)|biome-ignore lint\/suspicious\/noExplicitAny/;
    expect(await holding(silenced, code.filter(exceptThis))).toEqual([]);
  });
});

describe('The repository', () => {
  test("names no machine's paths", async () => {
    const paths = /(?<![\w.])\/(?:work|root|home|Users)\/[\w.-]+/;
    expect(await holding(paths, files.filter(exceptThis))).toEqual([]);
    expect(await holding(new RegExp(escaped(ROOT.replace(/\/$/, '')) || '$^'))).toEqual([]);
  });

  test('names no package registry, so that it installs from whichever one a machine is set up for', async () => {
    const named =
      /https?:\/\/(?:[\w-]+\.)*(?:registry|npmjs|yarnpkg|verdaccio|artifactory|nexus)\b|\bregistry\.[\w-]+\.\w+/;
    expect(await holding(named, files.filter(exceptThis))).toEqual([]);
  });

  test('holds no key or token', async () => {
    const secret =
      /\b(?:xox[bp]-\d{6,}-|xapp-1-A|sk-(?:proj-)?[A-Za-z0-9]{24,})|-----BEGIN [A-Z ]*PRIVATE KEY/;
    expect(
      await holding(
        secret,
        files.filter((path) => !path.startsWith('test/')),
      ),
    ).toEqual([]);
  });
});

const exceptThis = (path: string): boolean => path !== 'test/repo/files.test.ts';

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
