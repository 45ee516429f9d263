import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readThread } from '../../src/cases/read-thread.ts';
import { createThreadReader } from '../../src/commands/thread-reader.ts';
import { readConfig } from '../../src/config.ts';
import { afterTest } from '../support/clean-up.ts';
import { ownFiles, ROOT, read } from './support/repository.ts';

const files = await ownFiles();
const documents = files.filter((path) => /^[^/]+\.md$|^docs\/.*\.md$/.test(path));
const README = await read('README.md');

describe('The documents', () => {
  test('are there', () => {
    expect(documents).toEqual(
      expect.arrayContaining([
        'README.md',
        'ARCHITECTURE.md',
        'CHANGELOG.md',
        'docs/pack.md',
        'docs/slack.md',
      ]),
    );
  });

  test.each(documents)('%s links only to what exists', async (path) => {
    const text = await read(path);
    const links = [...text.matchAll(/\]\(([^)\s]+)\)|<img[^>]* src="([^"]+)"/g)].map(
      ([, a, b]) => a ?? b ?? '',
    );
    const broken = links
      .filter((link) => !/^https?:|^#/.test(link))
      .map((link) => posix.join(dirname(path), link.replace(/#.*/, '')))
      .filter((target) => !files.some((file) => file === target || file.startsWith(`${target}/`)));
    expect(broken).toEqual([]);
  });

  test.each(documents)('%s names no file or folder of ours that is gone', async (path) => {
    const named = [
      ...(await read(path)).matchAll(/`((?:src|prompts|test|docs|bench|soak|scripts)\/[\w./-]*\w)\/?`/g),
    ];
    const gone = named
      .map(([, target = '']) => target)
      .filter((target) => !files.some((file) => file === target || file.startsWith(`${target}/`)));
    expect(gone).toEqual([]);
  });

  test('show pictures that are no burden to a checkout, and every one that is there', async () => {
    const texts = (await Promise.all(documents.map(read))).join('\n');
    const pictures = files.filter((path) => path.startsWith('docs/images/'));
    expect(pictures.length).toBeGreaterThan(0);
    for (const picture of pictures) {
      expect(texts).toContain(picture.replace('docs/', ''));
      const { size } = await stat(join(ROOT, picture));
      expect(size).toBeGreaterThan(20_000);
      expect(size).toBeLessThan(150_000);
    }
  });

  test('name only variables that are read', async () => {
    const example = await read('.env.example');
    for (const path of documents) {
      const named = [
        ...(await read(path)).matchAll(/\b((?:SLACK|OPENAI|DATABASE|SOCKET|SANDBOX)_[A-Z_]+)\b/g),
      ];
      expect(named.map(([, name = '']) => name).filter((name) => !example.includes(`${name}=`))).toEqual([]);
    }
  });
});

describe('README.md', () => {
  test('names commands that package.json has', async () => {
    const { scripts } = JSON.parse(await read('package.json'));
    const named = [...README.matchAll(/npm (?:run ([\w:-]+)|(start|test)\b)/g)].map(
      ([, run, own]) => run ?? own ?? '',
    );
    expect(named).toEqual(expect.arrayContaining(['start', 'test', 'bench']));
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  test('sets up and starts with one line, and sets up and tests with another', () => {
    expect(README).toMatch(/^npm ci && npm start$/m);
    expect(README).toMatch(/^npm ci && npm test$/m);
  });

  test('shows a picture', () => {
    expect(README).toMatch(/^!\[.+\]\(docs\/images\/[\w-]+\.png\)$/m);
  });
});

describe('The company folder shown in docs/pack.md', () => {
  /** Writes the files that the document shows, and names their folder. */
  async function shownFolder(): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'tune-or-not-shown-'));
    afterTest(() => rm(folder, { recursive: true, force: true }));
    const shown = [
      ...(await read('docs/pack.md')).matchAll(/^`acme\/([\w./-]+)`\n\n(`{3,})\w+\n(.*?)\n\2$/gms),
    ];
    expect(shown.map(([, name]) => name)).toEqual(['facts.yaml', 'problems.yaml', 'guidance/fix-data.md']);
    for (const [, name = '', , text = ''] of shown) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), `${text}\n`);
    }
    return folder;
  }

  test('works as it stands there', async () => {
    const reader = await createThreadReader(readConfig({ GUIDANCE_DIR: await shownFolder() }));
    const text = 'We want to fine-tune on the mails of colleagues. The works council has not agreed yet.';
    const { assessment } = await readThread([{ id: '0', author: 'ana', text, at: 0 }], reader);
    expect(assessment.verdict).toMatchObject({ route: 'fix-data', problem: 'works-council' });
    expect(assessment.headline.text).toBe('Not yet. Ask the works council before you collect anything.');
    expect(assessment.experiment.id).toBe('works-council-sample');
  });
});
