import { beforeAll, describe, expect, test } from '@jest/globals';
import { outgoingFor, type TurnWords } from '../../src/cases/outgoing-for.ts';
import type { StoredUtterance } from '../../src/cases/utterance.ts';
import { turnOf } from '../support/assessed.ts';

const root: Extract<StoredUtterance, { kind: 'root' }> = {
  kind: 'root',
  asker: 'U1',
  text: 'our plan',
  responseUrl: 'https://example.org/answer',
};
const REPLY = { noted: [], unchanged: true, deeds: [], answers: [], notes: [] };

let words: TurnWords;
beforeAll(async () => {
  const { assessment } = await turnOf(['Our bot invents refund rules.'], new Date(0));
  words = { assessment, reply: undefined, notes: ['a note'], more: [] };
});
const keys = (messages: readonly { key: string }[]): string[] => messages.map(({ key }) => key);

describe('what a turn says', () => {
  test('is the verdict, named by its turn; and in the root that we posted, the headline', () => {
    const messages = outgoingFor(3, words, 'C1', { ours: root, failed: undefined });
    expect(messages).toEqual([
      { key: 'root', channel: 'C1', content: { ...root, headline: words.assessment.headline.text } },
      { key: 'verdict', channel: 'C1', content: { kind: 'verdict', turn: 3, notes: ['a note'] } },
    ]);
  });

  test('leaves a root alone that somebody else wrote', () => {
    const messages = outgoingFor(1, words, 'C1', { ours: undefined, failed: undefined });
    expect(keys(messages)).toEqual(['verdict']);
  });

  test('leaves our root as it is once its words were deleted for their age', () => {
    const forgotten = { ...root, text: '' };
    const messages = outgoingFor(9, words, 'C1', { ours: forgotten, failed: undefined });
    expect(keys(messages)).toEqual(['verdict']);
  });

  test('has a reply of its own, when there is something to say', () => {
    const said = { ...words, reply: REPLY };
    const messages = outgoingFor(4, said, 'C1', { ours: undefined, failed: undefined });
    expect(messages.at(-1)).toEqual({
      key: 'reply:4',
      channel: 'C1',
      content: { kind: 'reply', reply: REPLY },
    });
  });
});

describe('where we could not post', () => {
  test('the asker alone gets the verdict, and the root has its headline ready for later', () => {
    const messages = outgoingFor(1, words, 'C1', {
      ours: root,
      failed: 'not_in_channel',
    });
    expect(keys(messages)).toEqual(['root', 'private']);
    expect(messages[0]?.content).toMatchObject({ headline: words.assessment.headline.text });
    expect(messages[1]?.content).toEqual({
      kind: 'private',
      turn: 1,
      responseUrl: root.responseUrl,
      reason: 'not_in_channel',
    });
  });

  test('and cannot reach the asker either, nothing is said', () => {
    const unreachable = { kind: 'root' as const, asker: 'U1', text: 'our plan' };
    const messages = outgoingFor(1, words, 'C1', {
      ours: unreachable,
      failed: 'is_archived',
    });
    expect(keys(messages)).toEqual(['root']);
  });
});
