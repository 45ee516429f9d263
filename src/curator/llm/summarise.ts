import { z } from 'zod';
import type { Assessment } from '../../advisor/assessment.ts';
import type { Pack } from '../../advisor/pack.ts';
import { addUsages, NO_SUMMARY, NO_USAGE, type Summary } from '../curator.ts';
import type { Lexicon } from '../lexicon.ts';
import { groundsFrom, isGrounded } from '../verify/verify-summary.ts';
import type { ChatClient } from './chat.ts';
import { factLines } from './fact-lines.ts';
import { LlmError } from './llm-error.ts';
import { createMasking } from './mask.ts';
import { parseAnswer } from './parse-answer.ts';

const Answer = z.object({ sentences: z.array(z.object({ text: z.string(), cites: z.array(z.string()) })) });

const SCHEMA = {
  name: 'summary',
  strict: true,
  schema: {
    type: 'object',
    properties: {
      sentences: {
        type: 'array',
        items: {
          type: 'object',
          properties: { text: { type: 'string' }, cites: { type: 'array', items: { type: 'string' } } },
          required: ['text', 'cites'],
          additionalProperties: false,
        },
      },
    },
    required: ['sentences'],
    additionalProperties: false,
  },
};

const MOST_SENTENCES = 3;
const MAX_OUTPUT_TOKENS = 300;
/** So many facts and passages go in at most. */
const MOST_FACTS = 12;
const MOST_PASSAGES = 4;

export interface Summariser {
  chat: ChatClient;
  pack: Pack;
  lexicon: Lexicon;
  template: string;
  deadline: AbortSignal;
}

/**
 * Has a model put the situation against the guidance. Only sentences that are grounded in what they cite are kept; when
 * the model is late or fails there are none, and the pack's own words stand.
 */
export async function summarise(
  assessment: Assessment,
  { chat, pack, lexicon, template, deadline }: Summariser,
): Promise<Summary> {
  const masking = createMasking();
  const facts = assessment.situation.facts.slice(0, MOST_FACTS);
  const passages = assessment.passages
    .flatMap(({ id }) => pack.passages.get(id) ?? [])
    .slice(0, MOST_PASSAGES);
  const changing = [
    `Verdict: ${assessment.headline.text} ${assessment.reason.text}`,
    'Facts:',
    ...factLines(facts, pack, masking),
    'Passages:',
    ...passages.map(({ text }, index) => `p${index + 1} ${text}`),
  ].join('\n');
  let usage = NO_USAGE;
  try {
    const answer = await chat.ask(
      { fixed: template, changing, schema: SCHEMA, maxOutputTokens: MAX_OUTPUT_TOKENS },
      deadline,
    );
    usage = answer.usage;
    const { sentences } = parseAnswer(answer.text, Answer);
    const grounds = groundsFrom(assessment, facts, passages, pack);
    const original = sentences.map((sentence) => ({ ...sentence, text: masking.unmask(sentence.text) }));
    const kept = original
      .slice(0, MOST_SENTENCES)
      .filter((sentence) => isGrounded(sentence, grounds, lexicon));
    return {
      sentences: kept.map((sentence) => sentence.text),
      rejected: sentences.length - kept.length,
      usage,
    };
  } catch (error) {
    if (error instanceof LlmError) return { ...NO_SUMMARY, usage: addUsages(usage, error.usage) };
    throw error;
  }
}
