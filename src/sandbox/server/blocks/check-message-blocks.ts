import { asObjects, asString, type Json, type JsonObject } from '../../wire/json.ts';
import { messageBlocks } from './message-blocks.ts';
import { slackMessages } from './slack-messages.ts';
import { textLength } from './text-length.ts';
import { repeatedIds } from './unique-ids.ts';

/** Slack refuses more text than this in one message; undocumented, observed. */
const MOST_TEXT = 13_200;
const MOST_MARKDOWN = 12_000;
const MOST_TABLE_TEXT = 10_000;
const MOST_CHARTS = 2;

/** What Slack says of blocks: nothing, or an error with what is wrong. */
export type BlocksVerdict = {
  error: 'invalid_blocks' | 'invalid_blocks_format' | 'msg_blocks_too_long';
  messages: string[];
};

/** @returns what is wrong with a message's blocks, or undefined when Slack would take them */
export function checkMessageBlocks(value: Json, pointer = '/blocks'): BlocksVerdict | undefined {
  if (!Array.isArray(value)) return { error: 'invalid_blocks_format', messages: [] };
  const parsed = messageBlocks.safeParse(value);
  const messages = parsed.success
    ? crossChecks(asObjects(value), pointer)
    : slackMessages(parsed.error, pointer);
  if (messages.length > 0) return { error: 'invalid_blocks', messages };
  return textLength(value) > MOST_TEXT ? { error: 'msg_blocks_too_long', messages: [] } : undefined;
}

/** What concerns several blocks at once. */
function crossChecks(blocks: JsonObject[], pointer: string): string[] {
  const ofType = (type: string) => blocks.filter((block) => block.type === type);
  const markdown = ofType('markdown').reduce((sum, block) => sum + (asString(block.text)?.length ?? 0), 0);
  const problems = repeatedIds(blocks, pointer);
  const complain = (text: string) => problems.push(`${text} [json-pointer:${pointer}]`);
  if (markdown > MOST_MARKDOWN)
    complain(`markdown blocks must be less than ${MOST_MARKDOWN + 1} characters in total`);
  if (ofType('table').length > 1) complain('only one table is allowed in a message');
  if (textLength([...ofType('table'), ...ofType('data_table')]) > MOST_TABLE_TEXT) {
    complain(`tables must be less than ${MOST_TABLE_TEXT + 1} characters in total`);
  }
  if (ofType('data_visualization').length > MOST_CHARTS)
    complain(`no more than ${MOST_CHARTS} charts allowed`);
  return problems;
}
