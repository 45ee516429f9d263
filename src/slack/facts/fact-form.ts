import type { ModalView, SectionBlock } from '@slack/types';
import { z } from 'zod';
import { FactValue } from '../../advisor/fact.ts';
import type { Pack } from '../../advisor/pack.ts';
import type { FactDefinition } from '../../advisor/vocabulary.ts';
import { FactDeed } from '../../store/inbound.ts';
import { mrkdwn } from '../blocks/text-blocks.ts';
import { oneLine } from '../blocks/verdict-parts.ts';
import type { Entered, SubmissionBody } from '../bodies.ts';
import { readMemory } from '../read-memory.ts';
import { Done } from './done.ts';
import { FACT_BLOCK, factInput, VALUE_ACTION } from './fact-input.ts';
import { readNumberEntry } from './number-entry.ts';
import { NumberRule, ruleOf } from './number-rule.ts';

export const FACT_FORM = 'fact_form';

/** What a form carries along: whose facts it sets, what that is called, and how its numbers are to be read. */
const FactFormMeta = z.object({
  caseId: z.uuid(),
  deed: FactDeed,
  numbers: z.record(z.string(), NumberRule),
  /** Where it lies over the list of facts: what was done there so far. */
  done: Done.optional(),
});
export type FactFormMeta = z.infer<typeof FactFormMeta>;

/** What a form asks for, and how it is called. */
export interface FactFormOptions {
  caseId: string;
  deed: FactDeed;
  title: string;
  submit: string;
  intro: string;
  definitions: readonly FactDefinition[];
  /** What holds now, where one fact is changed; else every field may be left empty. */
  initial?: FactValue | undefined;
  optional: boolean;
  done?: Done | undefined;
}

/** A form that asks for facts. @param options.title, options.submit at most 24 characters */
export function factForm(options: FactFormOptions, { words }: Pack): ModalView {
  const { caseId, deed, definitions, initial, optional, done } = options;
  const numbers = fitting(
    Object.fromEntries(
      definitions.flatMap((each) => (each.type === 'number' ? [[each.key, ruleOf(each, words)]] : [])),
    ),
  );
  const meta: FactFormMeta = { caseId, deed, numbers, ...(done ? { done } : {}) };
  const intro: SectionBlock = { type: 'section', text: mrkdwn(options.intro) };
  return {
    type: 'modal',
    callback_id: FACT_FORM,
    private_metadata: JSON.stringify(meta),
    title: { type: 'plain_text', text: options.title },
    submit: { type: 'plain_text', text: options.submit },
    close: { type: 'plain_text', text: 'Cancel' },
    blocks: [
      intro,
      ...definitions.map((each) => factInput(each, { initial, optional, rule: numbers[each.key] })),
    ],
  };
}

/** A view carries 3,000 characters along. A pack whose units do not fit has its numbers asked for in their own. */
function fitting(numbers: Record<string, NumberRule>): Record<string, NumberRule> {
  if (JSON.stringify(numbers).length <= MOST_RULES) return numbers;
  return Object.fromEntries(Object.entries(numbers).map(([key, { units: _, ...rule }]) => [key, rule]));
}

const MOST_RULES = 2_000;

/** What a form was filled in with, or what is wrong with it by field. */
export type FilledFacts = { facts: { key: string; value: FactValue }[] } | { errors: Record<string, string> };

/** What a form carries along; undefined when that cannot be read. */
export const metaOf = (privateMetadata: string): FactFormMeta | undefined =>
  readMemory(privateMetadata, FactFormMeta);

/** Reads a submitted form. Empty fields and "I don't know" set nothing; a form with nothing in it says so. */
export function readFactForm(
  values: SubmissionBody['view']['state']['values'],
  { numbers }: FactFormMeta,
): FilledFacts {
  const facts: { key: string; value: FactValue }[] = [];
  const errors: Record<string, string> = {};
  const blocks = Object.keys(values).filter((block) => block.startsWith(FACT_BLOCK));
  for (const block of blocks) {
    const key = block.slice(FACT_BLOCK.length);
    const read = readEntered(values[block]?.[VALUE_ACTION], numbers[key]);
    if (read && 'error' in read) errors[block] = read.error;
    else if (read) facts.push({ key, value: read.value });
  }
  if (Object.keys(errors).length > 0) return { errors };
  const [first = ''] = blocks;
  return facts.length > 0 ? { facts } : { errors: { [first]: NOTHING } };
}

const NOTHING = 'Nothing is filled in yet. Answer at least one question, or press Cancel.';

function readEntered(
  entered: Entered | undefined,
  rule: NumberRule | undefined,
): { value: FactValue } | { error: string } | undefined {
  if (entered?.selected_option) {
    const value = FactValue.safeParse(parsed(entered.selected_option.value)).data;
    return value === undefined ? undefined : { value };
  }
  const text = oneLine(entered?.value ?? '');
  if (text === '') return undefined;
  return rule ? readNumberEntry(text, rule) : { value: text };
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
