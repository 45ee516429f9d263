import { expect, test } from '@jest/globals';
import { EvalCase } from '../../../src/commands/eval-case.ts';
import { createThreadReader } from '../../../src/commands/thread-reader.ts';
import { readConfig } from '../../../src/config.ts';
import { readsWell } from '../../support/llm-reader.ts';
import { asksForSummary } from '../../support/llm-server.ts';
import { Evaluated } from '../support/evaluated.ts';
import { modelThat } from '../support/reader.ts';
import { runEval } from '../support/run-eval.ts';

const story = (id: string) =>
  EvalCase.parse({
    id,
    messages: [
      { author: 'ana', text: `${id}: our support bot makes up refund rules. We have 800 Q&A pairs.` },
    ],
    expected_route: 'rag-first',
    acceptable_routes: [],
  });

test('What the model had to be asked twice for is counted, and so is what it failed at or made up, with the reason', async () => {
  const env = await modelThat((call) => {
    const asked = call.messages[1]?.content ?? '';
    if (asksForSummary(call)) return { say: { sentences: [] } };
    if (asked.includes('lied:')) {
      const facts = [{ key: 'measured', value: 'true', quote: 'we measured 95 %', message: 'm1' }];
      return { say: { facts, asks: [], route: 'none', rests_on: [] } };
    }
    if (asked.includes('refused:')) return { refuse: 'No.' };
    if (asked.includes('mumbled:') && !asked.includes('last answer')) return { raw: 'Well, let me see.' };
    return readsWell(call);
  });
  const reader = await createThreadReader(readConfig(env));
  const { cases, totals } = Evaluated.parse(
    await runEval([story('clear'), story('mumbled'), story('refused'), story('lied')], reader),
  );
  expect(cases.map(({ id, curator, repairs, fellBack }) => [id, curator, repairs, fellBack])).toEqual([
    ['clear', 'llm', 0, null],
    ['mumbled', 'llm', 1, null],
    ['refused', 'offline', 0, 'the model refused'],
    ['lied', 'llm', 0, null],
  ]);
  expect(totals).toMatchObject({
    dropped: { 'the quotation is not in the message': 1 },
    invalidQuotations: 0,
    repairs: 1,
    fallbacks: { 'the model refused': 1 },
  });
});
