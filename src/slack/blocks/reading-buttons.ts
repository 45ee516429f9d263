import type { ActionsBlock } from '@slack/types';
import { factInWords } from '../../advisor/answer-words.ts';
import type { Pack } from '../../advisor/pack.ts';
import { factOf, type Situation } from '../../advisor/situation.ts';
import { confirmButtons } from '../facts/fact-buttons.ts';
import type { Setting } from './people.ts';
import { oneLine, type VerdictParts } from './verdict-parts.ts';

/** One tap confirms a reading of ours that is shown. In a private answer there is no thread to confirm it in. */
export function readingButtons(
  { quotes }: VerdictParts,
  situation: Situation,
  pack: Pack,
  { place }: Setting,
): ActionsBlock[] {
  if (place.threadTs === undefined) return [];
  const readings = quotes
    .map(({ quote }) => quote)
    .filter(({ fact }) => factOf(situation, fact.key)?.state === 'inferred')
    .flatMap(({ fact }) => {
      const definition = pack.vocabulary.get(fact.key);
      return definition ? [{ fact, label: `Confirm: ${oneLine(factInWords(fact.value, definition))}` }] : [];
    });
  const elements = confirmButtons(readings, place.caseId);
  return elements.length === 0 ? [] : [{ type: 'actions', elements }];
}
