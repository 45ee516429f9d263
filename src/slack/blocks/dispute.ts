import type { Statement } from '../../advisor/fact.ts';
import type { Pack } from '../../advisor/pack.ts';
import type { TellingQuote } from '../../advisor/quotes.ts';
import type { Situation } from '../../advisor/situation.ts';
import { valueInWords } from '../../advisor/slots.ts';
import { fill } from '../../advisor/wording.ts';

/** Both sides of the first thing that people differ about, in their own words; none when they do not. */
export function disputeQuotes({ conflicts }: Situation, pack: Pack): TellingQuote[] {
  const [conflict] = conflicts;
  if (!conflict) return [];
  return conflict.statements
    .filter(({ evidence }) => evidence.quote !== '')
    .slice(0, 2)
    .map((statement) => ({ fact: statement, means: `you differ: ${meaning(statement, pack)}` }));
}

function meaning({ key, value }: Statement, pack: Pack): string {
  const definition = pack.vocabulary.get(key);
  if (!definition) return key;
  const inWords = valueInWords(value, definition);
  const means = typeof definition.means === 'object' ? definition.means[String(value)] : definition.means;
  return (means && fill(means, new Map([['value', inWords]]))) ?? inWords;
}
