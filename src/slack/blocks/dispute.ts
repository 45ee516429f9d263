import type { ActionsBlock } from '@slack/types';
import { answerInWords } from '../../advisor/answer-words.ts';
import type { Statement } from '../../advisor/fact.ts';
import { keyedFactInWords } from '../../advisor/fact-in-words.ts';
import type { Pack } from '../../advisor/pack.ts';
import type { TellingQuote } from '../../advisor/quotes.ts';
import type { Situation } from '../../advisor/situation.ts';
import { settleButtons, shortNames } from '../facts/fact-buttons.ts';
import { escapeText } from './mrkdwn.ts';
import type { Setting } from './people.ts';
import { oneLine } from './verdict-parts.ts';

/** Both sides of the first thing that people differ about, in their own words; none when they do not. */
export function disputeQuotes({ conflicts }: Situation, pack: Pack): TellingQuote[] {
  const [conflict] = conflicts;
  if (!conflict) return [];
  const [one, ...others] = conflict.statements.filter(({ evidence }) => evidence.quote !== '');
  const other = others.find(({ value }) => value !== one?.value) ?? others[0];
  return [one, other]
    .filter((statement) => statement !== undefined)
    .map((statement) => ({ fact: statement, means: `you differ: ${meaning(statement, pack)}` }));
}

/** The one question to all who differ, as mrkdwn; none when nobody does. */
export function disputeQuestion({ conflicts }: Situation, pack: Pack, setting: Setting): string | undefined {
  const [conflict] = conflicts;
  const definition = conflict && pack.vocabulary.get(conflict.key);
  if (!definition) return undefined;
  const who = conflict.statements.map(({ evidence }) => evidence.author);
  return `*One question to ${escapeText(shortNames(who, setting))}:* ${escapeText(definition.question)}`;
}

/** Buttons that settle it, each value with who said it. In a private answer there is no thread to settle it in. */
export function disputeButtons({ conflicts }: Situation, pack: Pack, setting: Setting): ActionsBlock[] {
  const [conflict] = conflicts;
  if (!conflict || setting.place.threadTs === undefined) return [];
  const elements = settleButtons(conflict, pack, setting);
  return elements.length === 0 ? [] : [{ type: 'actions', elements }];
}

function meaning(statement: Statement, pack: Pack): string {
  const { key, value } = statement;
  const definition = pack.vocabulary.get(key);
  if (!definition) return keyedFactInWords(statement, pack);
  // What a number or a text means in general is the same for both sides; what they say is not.
  const means = typeof definition.means === 'object' ? definition.means[String(value)] : undefined;
  return means ?? oneLine(answerInWords(value, definition));
}
