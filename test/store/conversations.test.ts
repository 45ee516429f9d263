import { expect, test } from '@jest/globals';
import type { Clock } from '../../src/clock.ts';
import { createCache } from '../../src/store/cache/cache.ts';
import { createPostgresBackend } from '../../src/store/cache/postgres-cache.ts';
import { type Conversation, createConversations } from '../../src/store/conversations.ts';
import { createDatabase, everythingIn, open } from '../support/test-database.ts';

const DAY = 86_400_000;
const KEEP = 90 * DAY;
const ref = { workspace: 'T1', caseId: 'a' };

async function world() {
  const url = await createDatabase();
  const { pool } = await open(url);
  const cache = createCache(createPostgresBackend(pool), (error) => {
    throw error;
  });
  const now = { at: Date.now() };
  const clock: Clock = { now: () => now.at };
  return { url, cache, now, conversations: createConversations(cache, async () => KEEP, clock) };
}

const said = (ts: string, at: number, text = `words of ${ts}`): Conversation[number] => ({
  ts,
  author: 'U1',
  text,
  at,
  read: true,
});

test('what was said in a case comes back, and only in that case', async () => {
  const { conversations, now } = await world();
  await conversations.set(ref, [said('1.0', now.at)]);
  expect(await conversations.get(ref)).toEqual([said('1.0', now.at)]);
  expect(await conversations.get({ ...ref, workspace: 'T2' })).toBeUndefined();
  expect(await conversations.get({ ...ref, caseId: 'ab' })).toBeUndefined();
});

test('a case that is forgotten takes its conversation with it, and no other', async () => {
  const { conversations, now } = await world();
  await conversations.set(ref, [said('1.0', now.at)]);
  await conversations.set({ ...ref, caseId: 'ab' }, [said('2.0', now.at)]);
  await conversations.forget(ref);
  expect(await conversations.get(ref)).toBeUndefined();
  expect(await conversations.get({ ...ref, caseId: 'ab' })).toHaveLength(1);
});

test('a message past its time is not given any more, while the talk goes on', async () => {
  const { conversations, now } = await world();
  await conversations.set(ref, [said('1.0', now.at), said('2.0', now.at + 80 * DAY)]);
  now.at += 91 * DAY;
  expect((await conversations.get(ref))?.map(({ ts }) => ts)).toEqual(['2.0']);
});

test('a message past its time is not kept in the store either, although newer ones stand beside it', async () => {
  const { url, cache, conversations, now } = await world();
  await conversations.set(ref, [said('1.0', now.at - 80 * DAY, 'the purple elephant'), said('2.0', now.at)]);
  expect(await everythingIn(url)).toContain('elephant');
  await cache.deleteExpired(now.at + 11 * DAY);
  expect(await everythingIn(url)).not.toContain('elephant');
});

test('what somebody else wrote into the store in another shape is a miss', async () => {
  const { cache, conversations } = await world();
  await cache.set('T1:a:conversation', [{ ts: 1 }]);
  expect(await conversations.get(ref)).toBeUndefined();
});

test('an empty conversation is one', async () => {
  const { conversations } = await world();
  await conversations.set(ref, []);
  expect(await conversations.get(ref)).toEqual([]);
});
