import type { ActionsBlock, Button, KnownBlock } from '@slack/types';
import { answerInWords } from '../../advisor/answer-words.ts';
import type { Fact, Statement } from '../../advisor/fact.ts';
import { keyedFactInWords } from '../../advisor/fact-in-words.ts';
import type { Pack } from '../../advisor/pack.ts';
import type { Conflict } from '../../advisor/situation.ts';
import type { FactDefinition } from '../../advisor/vocabulary.ts';
import { capital } from '../../text/capital.ts';
import { escapeText, link } from '../blocks/mrkdwn.ts';
import { messageUrl, nameOf, replacedWords, type Setting } from '../blocks/people.ts';
import { mrkdwn } from '../blocks/text-blocks.ts';
import { cut, oneLine } from '../blocks/verdict-parts.ts';
import type { Done } from './done.ts';
import { confirmButtons, REMOVE_ACTION, settleButtons } from './fact-buttons.ts';
import { factInButton, fitsButton } from './pressed-fact.ts';

export const CHANGE_ACTION = 'change_fact';

const LONGEST_FACT = 200;
const LONGEST_QUOTE = 120;
const MOST_SIDES = 4;

/** A fact with its words, who said them, and what can be done with it: nothing, where no guidance has it any more. */
export function factItem(fact: Fact, { [fact.key]: done }: Done, pack: Pack, setting: Setting): KnownBlock[] {
  const definition = pack.vocabulary.get(fact.key);
  if (!definition) return [section([named(fact, pack), whoSaid(fact, setting), GONE])];
  const { caseId } = setting.place;
  const reading = fact.state === 'inferred' ? '  ·  _my reading_' : '';
  const replaced = replacedWords(fact, setting);
  const before = replaced ? ` It replaces ${escapeText(replaced)}.` : '';
  const lines = [`${named(fact, pack)}${reading}`, `${whoSaid(fact, setting)}${before}`, ...mark(done)];
  const buttons = [
    ...(fact.state === 'inferred' && !done ? confirmButtons([{ fact, label: 'Confirm' }], caseId) : []),
    changeButton(fact.key, 'Change'),
    ...(fitsButton({ caseId, key: fact.key, value: fact.value })
      ? [removeButton(fact, definition, caseId)]
      : []),
  ];
  return [section(lines), ...(done === 'removed' ? [] : [row(buttons)])];
}

/** What people differ about: everybody's words, and each value to settle it with. */
export function disputeItem(
  { key, statements }: Conflict,
  { [key]: done }: Done,
  pack: Pack,
  setting: Setting,
): KnownBlock[] {
  const definition = pack.vocabulary.get(key);
  if (!definition)
    return statements
      .slice(0, MOST_SIDES)
      .map((each) => section([named(each, pack), whoSaid(each, setting), GONE]));
  const lines = [
    `*You differ.* ${escapeText(definition.question)}`,
    ...statements.slice(0, MOST_SIDES).map((each) => whoSaid(each, setting)),
    ...mark(done),
  ];
  const buttons = [...settleButtons({ key, statements }, pack, setting), changeButton(key, 'Something else')];
  return [section(lines), ...(done ? [] : [row(buttons)])];
}

const named = (fact: Statement, pack: Pack): string =>
  `*${escapeText(cut(oneLine(capital(keyedFactInWords(fact, pack))), LONGEST_FACT))}*`;

/** The guidance that asked for it was taken away, or the workspace chose another one. */
const GONE = '_It does not count any more: no guidance that counts here asks for it._';

/** Somebody's words, their name and a link; words that are deleted for their age are missing. */
function whoSaid({ evidence: { quote, author, message } }: Statement, setting: Setting): string {
  const said = quote === '' ? 'words that are deleted by now, of' : `“${cut(oneLine(quote), LONGEST_QUOTE)}”`;
  const url = messageUrl(message, setting);
  return `${escapeText(`${said} ${nameOf(author, setting)}`)}${url ? ` ${link(url, '↗')}` : ''}`;
}

const mark = (done: Done[string] | undefined): string[] => (done === undefined ? [] : [`✓ _${done} by you_`]);

const changeButton = (key: string, text: string): Button => ({
  type: 'button',
  action_id: CHANGE_ACTION,
  text: { type: 'plain_text', text },
  value: key,
});

const removeButton = ({ key, value }: Fact, definition: FactDefinition, caseId: string): Button => ({
  type: 'button',
  action_id: REMOVE_ACTION,
  text: { type: 'plain_text', text: 'Remove' },
  value: factInButton({ caseId, key, value }),
  confirm: {
    title: { type: 'plain_text', text: 'Remove this fact?' },
    text: {
      type: 'plain_text',
      text: cut(
        `“${oneLine(answerInWords(value, definition))}” counts no more, until somebody says it anew. The thread is told.`,
        280,
      ),
    },
    confirm: { type: 'plain_text', text: 'Remove' },
    deny: { type: 'plain_text', text: 'Keep' },
  },
});

const section = (lines: readonly string[]): KnownBlock => ({
  type: 'section',
  text: mrkdwn(lines.join('\n')),
});

const row = (elements: Button[]): ActionsBlock => ({ type: 'actions', elements });
