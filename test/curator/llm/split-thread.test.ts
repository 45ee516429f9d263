import { expect, test } from '@jest/globals';
import { splitThread } from '../../../src/curator/llm/split-thread.ts';

test.each([300, 20, 0, -500])(
  'A thread is split to an end, and what goes into no call is named, with %i tokens for a call',
  (tokensPerCall) => {
    const message = { id: 'm1', author: 'UANA', text: 'We have 800 pairs. '.repeat(200), at: 0 };
    const { calls, unreadFrom } = splitThread([message], { tokensPerCall, calls: 4 }, ({ text }) => text);
    expect(calls).toHaveLength(4);
    expect(calls.flat().every(({ text }) => text.length > 0)).toBe(true);
    expect(unreadFrom).toBe(message);
  },
);
