import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { PortError } from '../../src/sandbox/server/port-error.ts';
import { startSandbox } from '../../src/sandbox/server/start-sandbox.ts';
import { StateFileError } from '../../src/sandbox/server/state-file-error.ts';
import { webClient } from './support/clients.ts';
import { closeAfterTest, testApp, testSandbox } from './support/test-sandbox.ts';

async function stateFile(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
  closeAfterTest(() => rm(folder, { recursive: true, force: true }));
  return join(folder, 'deeper', 'state.json');
}

describe('over a restart', () => {
  test('conversations, channels, files, Home views and ids stay; tokens are new', async () => {
    const file = await stateFile();
    const before = await startSandbox({ app: testApp, stateFile: file });
    const channel = before.createChannel({
      user: 'ana',
      name: 'kept',
      kind: 'private',
      members: [before.botUserId],
    });
    const root = before.say({
      user: 'ana',
      channel,
      text: 'keep this',
      files: [{ name: 'a.txt', content: 'YQ==' }],
    });
    const metadata = { event_type: 'x', event_payload: { key: 'k' } };
    const client = webClient(before);
    await client.chat.postMessage({ channel, thread_ts: root, text: 'and this', metadata });
    await client.views.publish({
      user_id: before.user('ana').id,
      view: { type: 'home', blocks: [{ type: 'divider' }] },
    });
    const direct = before.dm('ana');
    const messages = before.messages(channel);
    await before.close();

    const after = await testSandbox({ stateFile: file });
    expect(after.messages('#kept')).toEqual(messages);
    expect(after.channel('#kept')).toMatchObject({ id: channel, kind: 'private' });
    expect(after.dm('ana')).toBe(direct);
    expect(after.home('ana')).toMatchObject({ type: 'home' });
    expect([after.teamId, after.appId, after.botUserId]).toEqual([
      before.teamId,
      before.appId,
      before.botUserId,
    ]);
    expect(after.botToken).not.toBe(before.botToken);
    const next = after.say({ user: 'ana', channel, text: 'later' });
    expect(Number(next)).toBeGreaterThan(Number(messages.at(-1)?.ts));
  });

  test('a clock that was moved on goes on from there: nothing that was said is in the future', async () => {
    const file = await stateFile();
    const later = Date.now() + 7 * 24 * 60 * 60 * 1000;
    const before = await startSandbox({ app: testApp, stateFile: file, now: () => later });
    before.say({ user: 'ana', channel: '#llm-help', text: 'next week' });
    await before.close();

    let at = Date.now();
    const onClock = (ms: number) => {
      at = ms;
    };
    await testSandbox({ stateFile: file, now: () => at, clock: { onClock } });
    expect(at).toBeGreaterThanOrEqual(later);
  });

  test('a change is written without waiting for the end', async () => {
    const file = await stateFile();
    const sandbox = await testSandbox({ stateFile: file });
    sandbox.say({ user: 'ana', channel: '#llm-help', text: 'write this down' });
    const written = () => readFile(file, 'utf8').catch(() => '');
    while (!(await written()).includes('write this down')) await new Promise(setImmediate);
  });

  test('a state file that is none is refused, with its name and a remedy', async () => {
    const file = join(tmpdir(), `sandbox-bent-${process.pid}.json`);
    closeAfterTest(() => rm(file, { force: true }));
    await writeFile(file, '{"version": 99}');
    const starting = startSandbox({ app: testApp, stateFile: file });
    await expect(starting).rejects.toThrow(StateFileError);
    await expect(starting).rejects.toThrow(`${file} cannot be read`);
  });
});

test('a port in use is named, with the remedy', async () => {
  const first = await testSandbox();
  const second = startSandbox({ app: testApp, port: first.port });
  await expect(second).rejects.toThrow(PortError);
  await expect(second).rejects.toMatchObject({
    port: first.port,
    message: expect.stringContaining('choose another port'),
  });
});

test('the ready content has two people, three channels, and a thread without the app', async () => {
  const sandbox = await testSandbox();
  expect(
    sandbox
      .users()
      .filter((user) => !user.isBot)
      .map((user) => user.name),
  ).toEqual(['ana', 'ben']);
  expect(
    sandbox.channels().map(({ name, kind, members }) => [name, kind, members.includes(sandbox.botUserId)]),
  ).toEqual([
    ['llm-help', 'public', true],
    ['random', 'public', false],
    ['ml-platform', 'private', true],
  ]);
  const thread = sandbox.messages('#llm-help').filter((message) => message.thread_ts !== undefined);
  expect(thread.length).toBeGreaterThanOrEqual(3);
  expect(JSON.stringify(sandbox.messages('#llm-help'))).not.toContain(sandbox.botUserId);
});
