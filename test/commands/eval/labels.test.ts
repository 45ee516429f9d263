import { describe, expect, test } from '@jest/globals';
import { EvalCase } from '../../../src/commands/eval-case.ts';
import { Evaluated } from '../support/evaluated.ts';
import { offlineReader } from '../support/reader.ts';
import { runEval } from '../support/run-eval.ts';

const TEXT =
  'Our support bot makes up refund rules. We have 800 Q&A pairs and want to fine-tune Llama 3 8B on them.';

type Fact = { name: string; value: string | number | boolean | null; quote: string | null };
const KNOWLEDGE: Fact = { name: 'gap', value: 'knowledge', quote: 'makes up refund rules' };
const EXAMPLES: Fact = { name: 'examples', value: 800, quote: '800 Q&A pairs' };

/** Runs the story with these labels. */
async function storyWith(labels: object) {
  const story = EvalCase.parse({
    id: 'story',
    messages: [{ author: 'ana', text: TEXT }],
    expected_route: 'rag-first',
    acceptable_routes: [],
    ...labels,
  });
  const { cases, totals } = Evaluated.parse(await runEval([story], await offlineReader()));
  const [result] = cases;
  if (!result) throw new Error('No case was run.');
  return { result, totals };
}

/** The labels of a case with what became of them. */
const outcomes = (list: readonly { key: string; outcome: string }[] = []) =>
  Object.fromEntries(list.map(({ key, outcome }) => [key, outcome]));

describe('Facts labelled in the words of the pack', () => {
  test('are found, misread or missed, and what was read besides is labelled by nobody', async () => {
    const { result, totals } = await storyWith({
      facts: [
        KNOWLEDGE,
        { ...EXAMPLES, value: 900 },
        { name: 'owner', value: true, quote: 'Our support bot' },
      ],
    });
    expect(outcomes(result.comparedFacts?.labels)).toEqual({
      gap: 'found',
      examples: 'misread',
      owner: 'missed',
    });
    const readings = outcomes(result.comparedFacts?.readings);
    expect(readings).toMatchObject({ gap: 'right', examples: 'misread', training: 'unlabelled' });
    const held = Object.keys(readings).length;
    expect(totals.facts).toMatchObject({ cases: 1, labelled: 3, found: 1, recall: 0.333, held, right: 1 });
    expect(totals.facts.misread + totals.facts.unlabelled).toBe(held - 1);
    expect(totals.facts.precision).toBeCloseTo(1 / held, 2);
    expect(totals.facts.byFact.examples).toMatchObject({ labelled: 1, found: 0, misread: 1, precision: 0 });
  });

  test('count with their figure, not its last digit; a label without a value expects nothing', async () => {
    const { result } = await storyWith({
      facts: [
        { ...EXAMPLES, value: 803 },
        { name: 'owner', value: null, quote: null },
      ],
    });
    expect(outcomes(result.comparedFacts?.labels)).toEqual({ examples: 'found' });
  });

  test('tell where the rules alone lead, whatever was read', async () => {
    const { result, totals } = await storyWith({
      facts: [{ name: 'has_retrieval', value: true, quote: 'Our support bot' }, KNOWLEDGE],
      expected_route: 'tune-rag',
    });
    expect(result.route).toBe('rag-first');
    expect(result.routeFromLabels).not.toBe('rag-first');
    expect(totals.rulesOnLabels).toMatchObject({ cases: 1 });
  });
});

describe('Questions', () => {
  test('are worth asking when the labelled facts leave them open, and not when somebody had said it', async () => {
    const { result, totals } = await storyWith({
      facts: [KNOWLEDGE, EXAMPLES, { name: 'has_retrieval', value: true, quote: 'support bot' }],
    });
    const { asked, worth, alreadySaid } = result.comparedQuestions ?? {
      asked: [],
      worth: [],
      alreadySaid: [],
    };
    expect(asked).toEqual(result.questions.slice(0, 3));
    expect(asked).toContain('has_retrieval');
    expect(alreadySaid).toEqual(['has_retrieval']);
    expect(worth).not.toContain('has_retrieval');
    expect(totals.questions).toMatchObject({
      cases: 1,
      asked: asked.length,
      worth: worth.length,
      both: asked.filter((fact) => worth.includes(fact)).length,
      alreadySaid: 1,
    });
  });

  test('are those that the case itself names, where it does', async () => {
    const { result, totals } = await storyWith({
      facts: [KNOWLEDGE],
      worth_asking: ['has_retrieval', 'owner'],
    });
    expect(result.comparedQuestions?.worth).toEqual(['has_retrieval', 'owner']);
    expect(totals.questions).toMatchObject({ worth: 2, both: 1, recall: 0.5 });
  });
});

test.each([
  ['a name that the pack does not have', { name: 'n_pairs', value: 800, quote: '800 Q&A pairs' }],
  ['a value that it does not have', { name: 'use_case', value: 'refund support', quote: 'support bot' }],
])('Labels with %s are compared by quotation only', async (_, label) => {
  const { result, totals } = await storyWith({ facts: [KNOWLEDGE, label] });
  expect(result).toMatchObject({
    comparedFacts: null,
    comparedQuestions: null,
    routeFromLabels: null,
    quotationsFound: 2,
  });
  expect(totals.facts).toMatchObject({ cases: 0, labelled: 0 });
});

test('The confusion between routes tells how often which was taken for which', async () => {
  const { totals } = await storyWith({ expected_route: 'fine-tune' });
  expect(totals.confusion).toEqual({ 'fine-tune': { 'rag-first': 1 } });
  expect(totals.acceptableRange[0]).toBe(0);
});
