import { beforeAll, describe, expect, test } from '@jest/globals';
import type { FactValue, Statement } from '../../../src/advisor/fact.ts';
import { EMPTY_SITUATION } from '../../../src/advisor/situation.ts';
import type { Curator } from '../../../src/curator/curator.ts';
import { createOfflineCurator } from '../../../src/curator/offline/offline-curator.ts';
import { realLexicon } from '../support/verifier.ts';

let curator: Curator;
beforeAll(async () => {
  curator = createOfflineCurator(await realLexicon());
});

/** What is read of a fact in a message, were it only hinted at. */
async function readIn(text: string, fact: string): Promise<Statement | undefined> {
  const messages = [{ id: '0', author: 'ana', text, at: 0 }];
  const { statements } = await curator.read({ messages, situation: EMPTY_SITUATION });
  return statements.find(({ key }) => key === fact);
}

/** What is stated of a fact in a message; undefined where that is left open. */
async function statedIn(text: string, fact: string): Promise<FactValue | undefined> {
  const read = await readIn(text, fact);
  return read?.state === 'stated' ? read.value : undefined;
}

describe('Sums of money that are told side by side leave open whether training pays:', () => {
  test.each([
    ['a bill a day and hosting a month', 'The API bill is $700 a day. A GPU would be $1,900 a month.'],
    [
      'a bill a day and one price',
      'The OpenAI bill is $800 a day. A vendor quotes $35,000 to fine-tune a model.',
    ],
    ['a bill a week', 'Our Anthropic bill is $1,100 a week. Hosting costs $1,600 a month.'],
    [
      'the bill of a pilot',
      'In the pilot the API bill is 90 dollars a month, for one of six offices. Hosting would be $750 a month.',
    ],
    [
      'a bill that will grow',
      'Our OpenAI bill is $150 a month, and traffic grows twentyfold in spring. A GPU is $650 a month.',
    ],
    [
      'what is hosted today and what would be later',
      'Hosting costs $5,200 a month now. With a tuned 8B the bill is $700 a month.',
    ],
  ])('%s', async (_, text) => {
    expect(await statedIn(text, 'pays_back')).toBeUndefined();
  });
});

describe('A percentage that something else is to reach is no mark for answers:', () => {
  test.each([
    [
      'fewer of what comes in',
      'The prompt gets 68% right on our test set. The goal is 25% fewer calls to the desk.',
    ],
    ['automation', 'GPT-4.1 has 83% accuracy. The target is 60% automation.'],
    ['errors', 'Accuracy is 88% with Sonnet. For the error rate the target is 5%.'],
    ['a threshold of confidence', 'The prompt passes 44 of 50. The threshold for confidence is 0.7.'],
    ['time', 'Sonnet scores 0.81 F1. We need 40% less handling time.'],
    [
      'more automation than is right now',
      'Accuracy is 71% with GPT-4.1. The goal is 80% of mails automated.',
    ],
  ])('%s', async (_, text) => {
    expect(await statedIn(text, 'untuned_good_enough')).toBeUndefined();
  });

  test.each(['fewer tickets', 'less handling time', 'automation'])(
    'nor a hint that they fall short: %s',
    async (what) => {
      const text = `The prompt gets 68% right on our test set. The goal is 25% ${what}.`;
      expect(await readIn(text, 'untuned_good_enough')).toBeUndefined();
    },
  );
});

describe('Of a score and its mark', () => {
  test('in one sentence is read whether the untuned model reaches it', async () => {
    const text = 'They asked for 85% and the plain prompt with GPT-4.1 is already at 91%.';
    expect(await statedIn(text, 'untuned_good_enough')).toBe(true);
  });
});
