import { beforeAll, describe, expect, test } from '@jest/globals';
import { readThread, type ThreadReader } from '../../src/cases/read-thread.ts';
import { createAnswerer } from '../../src/curator/answer/answer.ts';
import { createLexicon } from '../../src/curator/lexicon.ts';
import { createOfflineCurator } from '../../src/curator/offline/offline-curator.ts';
import { ownPack } from '../runner/own-guidance.ts';

let reader: ThreadReader;
beforeAll(async () => {
  const pack = await ownPack();
  reader = {
    pack,
    curator: createOfflineCurator(createLexicon(pack)),
    answer: createAnswerer(pack),
  };
});

const adviceOn = async (...texts: string[]): Promise<string> => {
  const messages = texts.map((text, index) => ({
    id: String(index),
    author: 'ana',
    text,
    at: index * 60_000,
  }));
  const { assessment } = await readThread(messages, reader);
  return `${assessment.verdict.route} ${assessment.verdict.standing} ${assessment.headline.text}`;
};

const SITUATIONS = [
  'Our support bot makes up refund rules. We have 800 Q&A pairs.',
  'Our summaries are in the wrong tone. We have 200 summaries that editors approved.',
  'GPT-4o sorts our tickets well, but it costs $9,000 a month.',
];

describe('what is asked later moves no verdict', () => {
  test.each([
    'What would it cost?',
    'How many examples do we need?',
    'Why not just train on the PDFs?',
    'Which model would you take?',
    'What is LoRA, anyway?',
    'Which learning rate should one use?',
    'Is QLoRA good enough?',
    'So what now?',
  ])('%s', async (question) => {
    for (const situation of SITUATIONS)
      expect(await adviceOn(situation, question)).toBe(await adviceOn(situation));
  });
});
