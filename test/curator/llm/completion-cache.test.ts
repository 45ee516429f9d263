import { beforeEach, describe, expect, test } from '@jest/globals';
import { NO_USAGE } from '../../../src/curator/curator.ts';
import type { ChatClient } from '../../../src/curator/llm/chat.ts';
import { withCompletionCache } from '../../../src/curator/llm/completion-cache.ts';
import { completionsIn } from '../../../src/curators.ts';
import { type Cache, createCache } from '../../../src/store/cache/cache.ts';
import { createPostgresBackend } from '../../../src/store/cache/postgres-cache.ts';
import { casePrefix } from '../../../src/store/conversations.ts';
import { createDatabase, open } from '../../support/test-database.ts';

const HERE = { workspace: 'T1', caseId: 'c1' };
const REQUEST = {
  fixed: 'rules',
  changing: 'We have 800 pairs.',
  schema: { name: 'x', strict: true, schema: {} },
  maxOutputTokens: 10,
};
const NEVER = new AbortController().signal;
const DAY_MS = 86_400_000;
const NOW = Date.now();

let cache: Cache;
let there: boolean;
let calls: number;
beforeEach(async () => {
  const database = await open(await createDatabase());
  cache = createCache(createPostgresBackend(database.pool), () => undefined);
  there = true;
  calls = 0;
});

const model: ChatClient = {
  ask: async () => ({ text: `answer ${++calls}`, usage: { ...NO_USAGE, inputTokens: 100, calls: 1 } }),
};

const chatOf = (ref = HERE, { writtenAt = NOW, name = 'm', retentionMs = 90 * DAY_MS } = {}): ChatClient =>
  withCompletionCache(
    model,
    name,
    completionsIn({
      cache,
      exists: async () => there,
      clock: { now: () => NOW },
      retentionMs: async () => retentionMs,
    }),
    { scope: casePrefix(ref), writtenAt },
  );

const ask = async (chat: ChatClient, request = REQUEST) => (await chat.ask(request, NEVER)).text;

describe('a completion', () => {
  test('is used again for the same question to the same model, and counts as a hit that took nothing', async () => {
    expect(await ask(chatOf())).toBe('answer 1');
    const again = await chatOf().ask(REQUEST, NEVER);
    expect(again).toEqual({ text: 'answer 1', usage: { ...NO_USAGE, cacheHits: 1 } });
    expect(calls).toBe(1);
  });

  test.each([
    ['other words', {}, { ...REQUEST, changing: 'We have 801 pairs.' }],
    ['other rules', {}, { ...REQUEST, fixed: 'new rules' }],
    ['another model, or one that reads with another pack', { name: 'n' }, REQUEST],
  ])('is not used for %s', async (_, options, request) => {
    await ask(chatOf());
    expect(await ask(chatOf(HERE, options), request)).toBe('answer 2');
  });

  test('never crosses to another workspace, or to another case', async () => {
    await ask(chatOf());
    expect(await ask(chatOf({ ...HERE, workspace: 'T2' }))).toBe('answer 2');
    expect(await ask(chatOf({ ...HERE, caseId: 'c2' }))).toBe('answer 3');
  });

  test('that was purged with its case, or cannot be read, is a miss', async () => {
    await ask(chatOf());
    await cache.deletePrefix(casePrefix(HERE));
    expect(await ask(chatOf())).toBe('answer 2');
    const answers = completionsIn({
      cache,
      exists: async () => true,
      clock: { now: () => NOW },
      retentionMs: async () => DAY_MS,
    });
    await cache.set('T1:c1:completion:x', { text: 42 });
    expect(await answers.get('T1:c1:completion:x')).toBeUndefined();
  });

  test('is not kept where its case was forgotten while the model answered', async () => {
    there = false;
    await ask(chatOf());
    there = true;
    expect(await ask(chatOf())).toBe('answer 2');
  });

  test('is not kept for longer than the words that it quotes', async () => {
    const old = { writtenAt: NOW - 2 * DAY_MS, retentionMs: DAY_MS };
    await ask(chatOf(HERE, old));
    expect(await ask(chatOf(HERE, old))).toBe('answer 2');
    const almost = { writtenAt: NOW - DAY_MS + 60_000, retentionMs: DAY_MS };
    await ask(chatOf(HERE, almost));
    await cache.deleteExpired(NOW + 120_000);
    expect(await ask(chatOf(HERE, almost))).toBe('answer 4');
  });
});
