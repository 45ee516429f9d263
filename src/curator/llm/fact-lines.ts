import type { Fact } from '../../advisor/fact.ts';
import type { Pack } from '../../advisor/pack.ts';
import { valueInWords } from '../../advisor/slots.ts';
import type { Masking } from './mask.ts';

/** Facts as a model is given them, a line each: `f1 examples=800 "We have 800 pairs"`, what is private masked. */
export const factLines = (facts: readonly Fact[], pack: Pack, masking: Masking): string[] =>
  facts.map(({ key, value, evidence }, index) => {
    const definition = pack.vocabulary.get(key);
    const words = definition ? valueInWords(value, definition) : String(value);
    return `f${index + 1} ${key}=${masking.mask(words)} ${JSON.stringify(masking.mask(evidence.quote))}`;
  });
