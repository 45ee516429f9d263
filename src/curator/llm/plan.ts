import { z } from 'zod';
import { flat, normalise } from '../../text/normalise.ts';
import { addUsages, NO_USAGE } from '../curator.ts';
import { MOST_STEPS, type Planned, type PlanRequest, planOffline } from '../plan.ts';
import { factLines } from './fact-lines.ts';
import { LlmError } from './llm-error.ts';
import { createMasking } from './mask.ts';
import { parseAnswer } from './parse-answer.ts';
import type { Summariser } from './summarise.ts';

const Answer = z.object({
  steps: z.array(z.object({ experiment: z.string(), fact: z.string(), quote: z.string() })),
});

const SCHEMA = {
  name: 'plan',
  strict: true,
  schema: {
    type: 'object',
    properties: {
      steps: {
        type: 'array',
        items: {
          type: 'object',
          properties: {
            experiment: { type: 'string' },
            fact: { type: 'string' },
            quote: { type: 'string' },
          },
          required: ['experiment', 'fact', 'quote'],
          additionalProperties: false,
        },
      },
    },
    required: ['steps'],
    additionalProperties: false,
  },
};

const MAX_OUTPUT_TOKENS = 300;
const MOST_FACTS = 12;

/**
 * Has a model choose and order experiments. One that was not offered is dropped; so is a fact whose quotation it does
 * not copy exactly, and then the step keeps the fact that code chose. With nothing left, the plan is the offline one.
 */
export async function plan(request: PlanRequest, summariser: Omit<Summariser, 'lexicon'>): Promise<Planned> {
  const { assessment, offered, room } = request;
  if (offered.length === 0 || room === 0) return planOffline(request);
  const { chat, pack, template, deadline } = summariser;
  const masking = createMasking();
  const facts = assessment.situation.facts
    .filter(({ evidence }) => evidence.quote !== '')
    .slice(0, MOST_FACTS);
  const changing = [
    `Verdict: ${assessment.headline.text}`,
    'Facts:',
    ...factLines(facts, pack, masking),
    'Experiments:',
    ...offered.map(({ experiment }, index) => `e${index + 1} (${experiment.effort}) ${experiment.do}`),
  ].join('\n');
  let usage = NO_USAGE;
  try {
    const answer = await chat.ask(
      { fixed: template, changing, schema: SCHEMA, maxOutputTokens: MAX_OUTPUT_TOKENS },
      deadline,
    );
    usage = answer.usage;
    const chosen = parseAnswer(answer.text, Answer).steps.flatMap(({ experiment, fact, quote }) => {
      const step = offered.find((_, index) => experiment === `e${index + 1}`);
      if (!step) return [];
      const named = facts.find((_, index) => fact === `f${index + 1}`);
      const isExact = named !== undefined && contains(named.evidence.quote, masking.unmask(quote));
      return [{ ...step, fact: isExact ? named.key : step.fact }];
    });
    const steps = chosen.filter(({ id }, index) => chosen.findIndex((other) => other.id === id) === index);
    if (steps.length === 0) return { ...planOffline(request), usage };
    return { steps: steps.slice(0, Math.min(room, MOST_STEPS)), usage, curator: 'llm' };
  } catch (error) {
    if (error instanceof LlmError) return { ...planOffline(request), usage: addUsages(usage, error.usage) };
    throw error;
  }
}

/** Whether a text holds these words exactly, but for white space and quote marks. */
function contains(text: string, words: string): boolean {
  const wanted = flat(normalise(words).text).trim();
  return wanted !== '' && flat(normalise(text).text).includes(wanted);
}
