import { describe, expect, test } from '@jest/globals';
import { NO_USAGE } from '../../../src/curator/curator.ts';
import { withBreaker } from '../../../src/curator/llm/breaker.ts';
import type { ChatAnswer, ChatClient } from '../../../src/curator/llm/chat.ts';
import { LlmError } from '../../../src/curator/llm/llm-error.ts';
import { eventually } from '../../support/eventually.ts';

const REQUEST = {
  fixed: 'rules',
  changing: 'words',
  schema: { name: 'x', strict: true, schema: {} },
  maxOutputTokens: 10,
};
const ANSWER: ChatAnswer = { text: '{}', usage: NO_USAGE };
const NEVER = new AbortController().signal;
/** Longer than any test. */
const LONG_MS = 600_000;
const away = () => new LlmError('the model cannot be reached', { failure: 'unavailable' });

/** A server that does what is next on its list, and then goes on with the last. */
function serverThat(...list: (() => Promise<ChatAnswer>)[]): { chat: ChatClient; asked: () => number } {
  let asked = 0;
  return {
    chat: { ask: () => (list[Math.min(asked++, list.length - 1)] ?? answers)() },
    asked: () => asked,
  };
}
const answers = async () => ANSWER;
const fails = async () => {
  throw away();
};
const refuses = async () => {
  throw new LlmError('the model refused');
};

const ask = (chat: ChatClient) => chat.ask(REQUEST, NEVER);
const RESTING = /failed several times in a row and is left alone/;

describe('a server that fails again and again', () => {
  test('is left alone: calls fail at once, and it is not asked', async () => {
    const { chat, asked } = serverThat(fails);
    const changes: string[] = [];
    const guarded = withBreaker(chat, { failures: 3, restMs: LONG_MS, onChange: (to) => changes.push(to) });
    for (let call = 0; call < 3; call++) await expect(ask(guarded)).rejects.toThrow(/cannot be reached/);
    for (let call = 0; call < 4; call++) await expect(ask(guarded)).rejects.toThrow(RESTING);
    expect(asked()).toBe(3);
    expect(changes).toEqual(['resting']);
  });

  test('is asked again by one call after its rest, and by all when that one is answered', async () => {
    const { chat, asked } = serverThat(fails, fails, answers);
    const changes: string[] = [];
    const guarded = withBreaker(chat, { failures: 2, restMs: 20, onChange: (to) => changes.push(to) });
    await expect(ask(guarded)).rejects.toThrow();
    await expect(ask(guarded)).rejects.toThrow();
    await eventually(() => ask(guarded).catch(() => undefined));
    expect(await ask(guarded)).toBe(ANSWER);
    expect(asked()).toBe(4);
    expect(changes).toEqual(['resting', 'there again']);
  });

  test('is left alone again when the call that tries fails, and nobody else waits for that one', async () => {
    let giveUp: () => void = () => undefined;
    const hangs = () =>
      new Promise<ChatAnswer>((_, reject) => {
        giveUp = () => reject(away());
      });
    const { chat, asked } = serverThat(fails, hangs);
    const guarded = withBreaker(chat, { failures: 1, restMs: 1, onChange: () => undefined });
    await expect(ask(guarded)).rejects.toThrow(/cannot be reached/);
    let trying: Promise<ChatAnswer> | undefined;
    await eventually(async () => {
      const attempt = ask(guarded);
      attempt.catch(() => undefined);
      if (asked() === 2) trying ??= attempt;
      return trying !== undefined;
    });
    await expect(ask(guarded)).rejects.toThrow(RESTING);
    expect(asked()).toBe(2);
    giveUp();
    await expect(trying).rejects.toThrow(/cannot be reached/);
  });
});

test('failures with answers between them, and answers of no use, leave it as it is', async () => {
  const { chat, asked } = serverThat(fails, fails, refuses, fails, fails, answers, fails, fails, answers);
  const guarded = withBreaker(chat, { failures: 3, restMs: LONG_MS });
  for (let call = 0; call < 8; call++) await ask(guarded).catch(() => undefined);
  expect(await ask(guarded)).toBe(ANSWER);
  expect(asked()).toBe(9);
});
