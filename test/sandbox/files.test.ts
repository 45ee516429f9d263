import { describe, expect, test } from '@jest/globals';
import { errorOf, socketApp, webClient } from './support/clients.ts';
import { testSandbox, withoutScopes } from './support/test-sandbox.ts';

describe('files', () => {
  test('Slack’s own client uploads one into a thread', async () => {
    const sandbox = await testSandbox();
    const channel = sandbox.channel('#llm-help').id;
    const thread_ts = sandbox.say({ user: 'ana', channel, text: 'the report, please' });
    const file = Buffer.from('a,b\n1,2\n');
    await webClient(sandbox).filesUploadV2({
      channel_id: channel,
      thread_ts,
      file,
      filename: 'report.csv',
      title: 'Report',
      initial_comment: 'Here.',
    });
    const [, answer] = sandbox.messages(channel, thread_ts);
    expect(answer).toMatchObject({
      text: 'Here.',
      files: [{ name: 'report.csv', title: 'Report', size: 8, mimetype: 'text/csv' }],
    });
  });

  test('the app deletes its own file, and no message shows it any more; somebody else’s it cannot', async () => {
    const sandbox = await testSandbox();
    const channel = sandbox.channel('#llm-help').id;
    const client = webClient(sandbox);
    await client.filesUploadV2({ channel_id: channel, file: Buffer.from('a'), filename: 'a.txt' });
    const id = sandbox.messages(channel).at(-1)?.files?.[0]?.id ?? '';
    await client.files.delete({ file: id });
    expect(sandbox.messages(channel).at(-1)?.files).toEqual([]);
    expect(await errorOf(client.files.delete({ file: id }))).toBe('file_not_found');
    const files = [{ name: 'b.txt', content: 'Yg==' }];
    const ts = sandbox.say({ user: 'ana', channel, text: 'mine', files });
    const other = sandbox.messages(channel).find((each) => each.ts === ts)?.files?.[0]?.id ?? '';
    expect(await errorOf(client.files.delete({ file: other }))).toBe('cant_delete_file');
  });

  test('an upload that never got its bytes is file_not_found', async () => {
    const sandbox = await testSandbox();
    const client = webClient(sandbox);
    const { file_id: id } = await client.files.getUploadURLExternal({ filename: 'a.txt', length: 3 });
    expect(await errorOf(client.apiCall('files.completeUploadExternal', { files: [{ id }] }))).toBe(
      'file_not_found',
    );
  });

  test('a person’s file reaches the app, which fetches it with its token', async () => {
    const sandbox = await testSandbox();
    const urls: string[] = [];
    await socketApp(sandbox, (app) => {
      app.message(async ({ event }) => {
        if (event.subtype === 'file_share')
          for (const file of event.files ?? []) urls.push(file.url_private_download ?? '');
      });
    });
    const content = Buffer.from('refund rules').toString('base64');
    sandbox.say({
      user: 'ana',
      channel: '#llm-help',
      text: 'see this',
      files: [{ name: 'rules.txt', mimetype: 'text/plain', content }],
    });
    const url = await sandbox.until(() => urls[0]);
    const fetched = await fetch(url, { headers: { authorization: `Bearer ${sandbox.botToken}` } });
    expect(await fetched.text()).toBe('refund rules');
    const id = sandbox.messages('#llm-help').at(-1)?.files?.[0]?.id ?? '';
    expect((await webClient(sandbox).files.info({ file: id })).file).toMatchObject({
      name: 'rules.txt',
      url_private_download: url,
    });
  });

  test('without token or scope there is a login page with status 200, as in Slack', async () => {
    const sandbox = await testSandbox({ app: withoutScopes('files:read') });
    sandbox.say({ user: 'ana', channel: '#llm-help', text: '', files: [{ name: 'a.txt', content: '' }] });
    const url = sandbox.messages('#llm-help').at(-1)?.files?.[0]?.url_private_download ?? '';
    for (const authorization of [undefined, `Bearer ${sandbox.botToken}`]) {
      const response = await fetch(url, { headers: { ...(authorization && { authorization }) } });
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toContain('text/html');
    }
  });

  test('a file from a channel without the app is not its to see', async () => {
    const sandbox = await testSandbox();
    sandbox.say({ user: 'ana', channel: '#random', text: '', files: [{ name: 'a.txt', content: '' }] });
    const id = sandbox.messages('#random').at(-1)?.files?.[0]?.id ?? '';
    expect(await errorOf(webClient(sandbox).files.info({ file: id }))).toBe('file_not_found');
  });
});
