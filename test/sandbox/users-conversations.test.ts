import { expect, test } from '@jest/globals';
import { errorOf, webClient } from './support/clients.ts';
import { testSandbox, withoutScopes } from './support/test-sandbox.ts';

test("a person's channels: the public ones they are in, and the private ones that the app shares with them", async () => {
  const sandbox = await testSandbox();
  for (const name of ['with-app', 'without-app'])
    sandbox.createChannel({ user: 'ana', name, kind: 'private' });
  sandbox.addMember({ user: 'ana', channel: '#with-app', member: sandbox.botUserId });
  const client = webClient(sandbox);
  const namesFor = async (user: string) => {
    const types = 'public_channel,private_channel';
    const { channels } = await client.users.conversations({
      user: sandbox.user(user).id,
      types,
      limit: 1_000,
    });
    return channels?.map(({ name }) => name) ?? [];
  };
  expect(await namesFor('ana')).toEqual(expect.arrayContaining(['llm-help', 'with-app']));
  expect(await namesFor('ana')).not.toContain('without-app');
  expect(await namesFor('ben')).not.toContain('with-app');
  expect(await errorOf(client.users.conversations({ user: 'U0NOBODY' }))).toBe('user_not_found');
});

test('needs the scope of each kind of channel that is asked for', async () => {
  const sandbox = await testSandbox({ app: withoutScopes('groups:read') });
  const client = webClient(sandbox);
  const ask = (types: string) => client.users.conversations({ user: sandbox.user('ana').id, types });
  expect((await ask('public_channel')).ok).toBe(true);
  expect(await errorOf(ask('public_channel,private_channel'))).toBe('missing_scope');
});
