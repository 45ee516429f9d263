import type { Button } from '@slack/types';
import { answerInWords } from '../../advisor/answer-words.ts';
import type { Statement } from '../../advisor/fact.ts';
import type { Pack } from '../../advisor/pack.ts';
import type { Conflict } from '../../advisor/situation.ts';
import type { FactDeed } from '../../store/inbound.ts';
import { nameOf, type Setting } from '../blocks/people.ts';
import { fitted } from './fitted.ts';
import { factInButton, fitsButton } from './pressed-fact.ts';

/** So many sides of a dispute can be chosen at most; more are told in the form behind "Answer". */
const MOST_SIDES = 4;
const LONGEST_LABEL = 75;
const LONGEST_NAME = 24;
const MOST_NAMES = 2;
const LONGEST_CONFIRM = 64;

const numbered = (action: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${action}_${index + 1}`);

const CONFIRM = numbered('confirm_fact', 2);
const SETTLE = numbered('settle_fact', MOST_SIDES);
export const REMOVE_ACTION = 'remove_fact';

type PressedDeed = Extract<FactDeed, 'confirmed' | 'settled' | 'removed'>;

/** Buttons that set a fact at once, by their action id. Within a line of buttons each needs an id of its own. */
export const FACT_BUTTONS: ReadonlyMap<string, PressedDeed> = new Map<string, PressedDeed>([
  ...CONFIRM.map((action) => [action, 'confirmed'] as const),
  ...SETTLE.map((action) => [action, 'settled'] as const),
  [REMOVE_ACTION, 'removed'],
]);

/** What is confirmed, and how the button names it. */
export interface Confirmable {
  fact: Statement;
  label: string;
}

/** One tap a reading of ours. */
export const confirmButtons = (readings: readonly Confirmable[], caseId: string): Button[] =>
  readings
    .filter(({ fact: { key, value } }) => fitsButton({ caseId, key, value }))
    .slice(0, CONFIRM.length)
    .map(({ fact: { key, value }, label }, index) => ({
      type: 'button',
      action_id: CONFIRM[index] ?? '',
      text: { type: 'plain_text', text: fitted(label, LONGEST_CONFIRM) },
      value: factInButton({ caseId, key, value }),
    }));

/** Each value that somebody named, with who it was; whoever presses settles it. */
export function settleButtons({ key, statements }: Conflict, pack: Pack, setting: Setting): Button[] {
  const definition = pack.vocabulary.get(key);
  if (!definition) return [];
  const { caseId } = setting.place;
  const sides = sidesOf(statements).filter(({ value }) => fitsButton({ caseId, key, value }));
  return sides.map(({ value, who }, index) => {
    const names = shortNames(who, setting);
    const words = fitted(answerInWords(value, definition), LONGEST_LABEL - names.length - 3);
    return {
      type: 'button',
      action_id: SETTLE[index] ?? '',
      text: { type: 'plain_text', text: fitted(`${words} (${names})`, LONGEST_LABEL) },
      value: factInButton({ caseId, key, value }),
    };
  });
}

/** Some people's names, where there is little room: "@Ana, @Ben and 2 more". */
export function shortNames(users: readonly string[], setting: Setting): string {
  const names = users.slice(0, MOST_NAMES).map((user) => fitted(nameOf(user, setting), LONGEST_NAME));
  const more = users.length - names.length;
  return more > 0 ? `${names.join(', ')} and ${more} more` : names.join(' and ');
}

/** The values that are disputed, each once, with all who named it. */
function sidesOf(statements: readonly Statement[]): { value: Statement['value']; who: string[] }[] {
  const values = [...new Set(statements.map(({ value }) => value))].slice(0, MOST_SIDES);
  return values.map((value) => ({
    value,
    who: statements.filter((each) => each.value === value).map(({ evidence }) => evidence.author),
  }));
}
