import type { ActionsBlock } from '@slack/types';
import type { Statement } from '../../advisor/fact.ts';
import { factInWords } from '../../advisor/fact-in-words.ts';
import type { Pack } from '../../advisor/pack.ts';
import { factOf, type Situation } from '../../advisor/situation.ts';
import { confirmButtons } from '../facts/fact-buttons.ts';
import type { Setting } from './people.ts';
import { oneLine, type VerdictParts } from './verdict-parts.ts';

/** What we read into a quotation that does not carry it by itself; undefined for what was stated. */
export function readingOf({ key }: Statement, situation: Situation, pack: Pack): string | undefined {
  const fact = factOf(situation, key);
  const definition = pack.vocabulary.get(key);
  if (fact?.state !== 'inferred' || !definition) return undefined;
  return `my reading: ${oneLine(factInWords(fact.value, definition))}`;
}

/** One tap confirms a reading of ours that is shown. In a private answer there is no thread to confirm it in. */
export function readingButtons(
  { quotes }: VerdictParts,
  situation: Situation,
  pack: Pack,
  { place }: Setting,
): ActionsBlock[] {
  if (place.threadTs === undefined) return [];
  const readings = quotes.flatMap(({ quote: { fact } }) => {
    const reading = readingOf(fact, situation, pack);
    return reading === undefined ? [] : [{ fact, label: `Confirm ${reading}` }];
  });
  const only =
    readings.length === 1 ? readings.map((each) => ({ ...each, label: 'Confirm my reading' })) : readings;
  const elements = confirmButtons(only, place.caseId);
  return elements.length === 0 ? [] : [{ type: 'actions', elements }];
}
