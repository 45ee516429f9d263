import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Statement } from '../../../src/advisor/fact.ts';
import { EMPTY_SITUATION } from '../../../src/advisor/situation.ts';
import type { Curator } from '../../../src/curator/curator.ts';
import { createOfflineCurator } from '../../../src/curator/offline/offline-curator.ts';
import { realLexicon } from '../support/verifier.ts';

let curator: Curator;
beforeAll(async () => {
  curator = createOfflineCurator(await realLexicon());
});

/** What is read of whether training pays. */
async function paysIn(text: string): Promise<Statement | undefined> {
  const messages = [{ id: '0', author: 'ana', text, at: 0 }];
  const { statements } = await curator.read({ messages, situation: EMPTY_SITUATION });
  return statements.find(({ key }) => key === 'pays_back');
}

describe('Two sums of money say that training does not pay', () => {
  test.each([
    [
      'where hosting costs more than all that is paid today',
      'Hosting would be 620 a month, the API bill is 130.',
    ],
    ['in whichever order they come', 'We pay 85 dollars a month now and a GPU is 510.'],
    [
      'where a training costs more than two years of the bill',
      'The invoice is 70 euros a month, a vendor offers tuning for 8k.',
    ],
  ])('%s', async (_, text) => {
    expect(await paysIn(text)).toMatchObject({
      value: false,
      state: 'stated',
      evidence: { quote: text },
    });
  });

  test('that stand in two sentences; the sum that is too large is quoted', async () => {
    const paid = await paysIn(
      'Our OpenAI bill is $22. An agency quotes us $7,400 to fine-tune a small model.',
    );
    expect(paid).toMatchObject({ value: false, state: 'stated' });
    expect(paid?.evidence.quote).toContain('$7,400');
  });
});

describe('Two sums of money say nothing of it', () => {
  test.each([
    ['where hosting is cheaper', 'Our OpenAI bill is $9,000 a month. A GPU would be $800 a month.'],
    [
      'where the training is paid back within two years',
      'The API bill is $700 a month. A vendor quotes $5,000 for fine-tuning.',
    ],
    ['where one of them is missing', 'A vendor quotes $5,000 for fine-tuning.'],
    [
      'where something else is saved',
      'We pay 60 dollars a month, tuning costs 9,000 and saves us 4,000 in rework.',
    ],
    [
      'where better results are what is wanted',
      'The API bill is $60 a month. A GPU is $400 a month. Answers are often wrong.',
    ],
    ['where it is asked', 'The API bill is $60 a month. Is a GPU for $400 a month worth it?'],
    [
      'where the larger number counts something else',
      'We pay 50 dollars a month. Serving on 8 GPUs takes 90 ms.',
    ],
  ])('%s', async (_, text) => {
    expect(await paysIn(text)).toBeUndefined();
  });
});
