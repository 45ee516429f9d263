import type { ModalView } from '@slack/types';
import { factInWords } from '../../advisor/fact-in-words.ts';
import type { Pack } from '../../advisor/pack.ts';
import { factOf, type Situation } from '../../advisor/situation.ts';
import { escapeText } from '../blocks/mrkdwn.ts';
import { cut, oneLine } from '../blocks/verdict-parts.ts';
import type { Done } from './done.ts';
import { type FactFormOptions, factForm } from './fact-form.ts';

const LONGEST_FACT = 200;

/** Changes one fact, or adds it where it is not known; undefined for a fact that the pack does not have. */
export function oneFactForm(
  key: string,
  situation: Situation,
  { caseId, done }: { caseId: string; done: Done },
  pack: Pack,
): ModalView | undefined {
  const definition = pack.vocabulary.get(key);
  if (!definition) return undefined;
  const held = factOf(situation, key);
  const disputed = situation.conflicts.some((conflict) => conflict.key === key);
  const now = held
    ? `So far ${escapeText(cut(oneLine(factInWords(held.value, definition)), LONGEST_FACT))}. `
    : disputed
      ? 'People differ about this; your word settles it. '
      : '';
  const options: FactFormOptions = {
    caseId,
    deed: held || disputed ? 'corrected' : 'added',
    title: held || disputed ? 'Change a fact' : 'Add a fact',
    submit: 'Save',
    intro: `${now}What you enter counts at once, and is posted in the thread in your name.`,
    definitions: [definition],
    initial: held?.value,
    optional: false,
    done,
  };
  return factForm(options, pack);
}
