import { describe, expect, test } from '@jest/globals';
import { askedOfUs } from '../../src/cases/asked-of-us.ts';

/** Ben asks in a message; Ana has spoken before, unless he is alone. */
function isOurs(text: string, { toUs = false, alone = false, question = text } = {}): boolean {
  const said = (ts: string, author: string, words: string) => ({
    ts,
    author,
    text: words,
    at: 0,
    read: true,
  });
  const conversation = [...(alone ? [] : [said('1.0', 'U1ANA', 'hi')]), said('2.0', 'U2BEN', text)];
  return askedOfUs(
    { text: question, message: '2.0' },
    { conversation, addressed: new Set(toUs ? ['2.0'] : []) },
  );
}

describe('a question between people is theirs', () => {
  test.each([
    ['that names another person', '@U1ANA can we use LoRA on one GPU?'],
    ['that names somebody by a group', 'hey @ml-team, how many examples do we need?'],
    ['about who does what', 'Who labels the 800 examples?'],
    ['about who does what, after a word', 'And who owns the eval set?'],
    ['that asks for a deed', 'Could you check how many examples we need?'],
    ['that asks for a view', 'So what do you think, should we fine-tune?'],
  ])('%s', (_, text) => {
    expect(isOurs(text)).toBe(false);
  });

  test('when another sentence of its message names somebody', () => {
    const question = 'How many examples do we need?';
    expect(isOurs(`@U1ANA see the thread. ${question}`, { question })).toBe(false);
  });
});

describe('a question is ours', () => {
  test.each([
    ['when it is about our subject and names nobody', 'How many examples do we need?'],
    ['when it quotes an address', 'Is ana@example.org in the data bad for training?'],
  ])('%s', (_, text) => {
    expect(isOurs(text)).toBe(true);
  });

  test.each(['Who labels the examples?', 'Could you check that?', '@U1ANA or is it too few?'])(
    'when its message turns to us: %s',
    (text) => {
      expect(isOurs(text, { toUs: true })).toBe(true);
    },
  );

  test('when nobody else is there to be meant with "you"', () => {
    expect(isOurs('Can you say how many examples we need?', { alone: true })).toBe(true);
  });
});
