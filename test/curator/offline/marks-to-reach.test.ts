import { beforeAll, describe, expect, test } from '@jest/globals';
import { EMPTY_SITUATION } from '../../../src/advisor/situation.ts';
import type { Curator } from '../../../src/curator/curator.ts';
import { createOfflineCurator } from '../../../src/curator/offline/offline-curator.ts';
import { realLexicon } from '../support/verifier.ts';

let curator: Curator;
beforeAll(async () => {
  curator = createOfflineCurator(await realLexicon());
});

/** Whether an untuned model is read to be good enough; undefined where that is left open. */
async function goodEnoughIn(text: string): Promise<unknown> {
  const messages = [{ id: '0', author: 'ana', text, at: 0 }];
  const { statements } = await curator.read({ messages, situation: EMPTY_SITUATION });
  return statements.find(({ key, state }) => key === 'untuned_good_enough' && state === 'stated')?.value;
}

describe('A score and what it has to reach, told in different sentences,', () => {
  test.each([
    'GPT-4.1 is at 93.5% on the 700 letters. The bar we agreed with finance was 92.',
    'The prompt passes 47 of 50. Legal had asked for 90%.',
  ])('say that an untuned model is good enough: %s', async (text) => {
    expect(await goodEnoughIn(text)).toBe(true);
  });

  test.each([
    'Sonnet gets 68% exact match. We tried nine prompts. The target is 80.',
    'Accuracy is 91%. We need 95 by June.',
  ])('or that it falls short: %s', async (text) => {
    expect(await goodEnoughIn(text)).toBe(false);
  });

  test.each([
    ['the trained one reaches it', 'The prompt gets 0.62. Our tuned model gets 0.88. The target is 0.85.'],
    ['only the mark is told', 'The target for launch was 85, just so nobody moves it again.'],
    ['the mark is one of speed', 'Accuracy is 91% with GPT-4.1. The target is 300 ms.'],
  ])('say nothing where %s', async (_, text) => {
    expect(await goodEnoughIn(text)).toBeUndefined();
  });
});
