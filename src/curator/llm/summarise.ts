import { z } from 'zod';
import type { Assessment } from '../../advisor/assessment.ts';
import type { Pack } from '../../advisor/pack.ts';
import { addUsages, NO_SUMMARY, NO_USAGE, type Summary, type Usage } from '../curator.ts';
import type { Lexicon } from '../lexicon.ts';
import { groundsFrom, isGrounded } from '../verify/verify-summary.ts';
import type { ChatClient } from './chat.ts';
import { countTokens } from './count-tokens.ts';
import { factLines } from './fact-lines.ts';
import { LlmError } from './llm-error.ts';
import { createMasking } from './mask.ts';
import { parseAnswer } from './parse-answer.ts';
import { STABLE_SHARE } from './stable-share.ts';
import { tokensSent } from './tokens-sent.ts';

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
  /** What the reading of the same turn took. */
  reading?: Usage | undefined;
}

/**
 * Has a model put the situation against the guidance. Only sentences that are grounded in what they cite are kept; when
 * the model is late or fails there are none, and the pack's own words stand.
 */
export async function summarise(
  assessment: Assessment,
  { chat, pack, lexicon, template, deadline, reading }: Summariser,
): Promise<Summary> {
  const masking = createMasking();
  const chosen = assessment.passages.flatMap(({ id }) => pack.passages.get(id) ?? []).slice(0, MOST_PASSAGES);
  const lines = {
    verdict: `Verdict: ${assessment.headline.text} ${assessment.reason.text}`,
    facts: factLines(assessment.situation.facts.slice(0, MOST_FACTS), pack, masking),
    passages: chosen.map(({ text }, index) => `p${index + 1} ${text}`),
  };
  const fit = whatFits(lines, roomAfter(reading, template));
  // About nothing, a model could only make something up.
  if (fit.facts + fit.passages === 0) return NO_SUMMARY;
  const facts = assessment.situation.facts.slice(0, fit.facts);
  const passages = chosen.slice(0, fit.passages);
  const changing = [
    lines.verdict,
    'Facts:',
    ...lines.facts.slice(0, fit.facts),
    'Passages:',
    ...lines.passages.slice(0, fit.passages),
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

/** So many facts come before each passage, where there is not room for all. */
const FACTS_TO_A_PASSAGE = 3;

/** How many tokens may change from turn to turn in this call, so that of the whole turn enough stays the same. */
function roomAfter(reading: Usage | undefined, template: string): number {
  // What was read from our own cache sent nothing.
  if (!reading || reading.sentTokens === 0) return Number.POSITIVE_INFINITY;
  const { stable } = tokensSent({ fixed: template, changing: '', schema: SCHEMA, maxOutputTokens: 0 });
  return (reading.stableTokens + stable) / STABLE_SHARE - reading.sentTokens - stable;
}

/** How many facts and passages fit beside the verdict. */
function whatFits(
  { verdict, facts, passages }: { verdict: string; facts: readonly string[]; passages: readonly string[] },
  room: number,
): { facts: number; passages: number } {
  const fit = { facts: 0, passages: 0 };
  let left = room - countTokens(verdict);
  for (;;) {
    const passageNext = fit.facts >= Math.min(facts.length, FACTS_TO_A_PASSAGE * (fit.passages + 1));
    const kind = passageNext && fit.passages < passages.length ? 'passages' : 'facts';
    const next = (kind === 'facts' ? facts : passages)[fit[kind]];
    if (next === undefined) return fit;
    left -= countTokens(next) + TOKENS_AROUND;
    if (left < 0) return fit;
    fit[kind]++;
  }
}

/** A line's end, and its share of the headings. */
const TOKENS_AROUND = 2;
