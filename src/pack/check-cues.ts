import type { FactDefinition } from '../advisor/vocabulary.ts';
import { parsePhrase } from '../text/phrase-syntax.ts';
import type { Report } from './check.ts';
import { valuesInWords } from './check-conditions.ts';
import type { CombinedPack } from './combine.ts';

/** Phrases that cannot be compiled, and wordings for values that a fact never has. */
export function checkCues(pack: CombinedPack, report: Report): void {
  const words = new Map(pack.words.map(({ value }) => value));
  const tryPhrase = (placed: Parameters<Report>[0], path: readonly PropertyKey[], phrase: string): void => {
    try {
      parsePhrase(phrase, words);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      report(placed, path, error.message, 'See docs/pack.md for how phrases are written.');
    }
  };

  for (const placed of pack.words) tryPhrase(placed, [], placed.value[1]);
  for (const placed of pack.facts) {
    const fact = placed.value;
    for (const { path, phrases } of phrasesOf(fact)) {
      for (const [index, phrase] of phrases.entries()) tryPhrase(placed, [...path, index], phrase);
    }
    for (const field of ['terms', 'says', 'means', 'cues'] as const) {
      const byValue = fact[field];
      if (typeof byValue !== 'object' || Array.isArray(byValue)) continue;
      for (const value of Object.keys(byValue)) {
        if (valueNames(fact).includes(value)) continue;
        report(
          placed,
          [field, value],
          `The fact "${fact.key}" never has the value "${value}".`,
          `It takes ${valuesInWords(fact)}.`,
        );
      }
    }
  }
}

/** The values of a fact as they are written as keys; numbers and texts have none. */
export function valueNames(fact: FactDefinition): string[] {
  if (fact.type === 'boolean') return ['true', 'false'];
  return fact.type === 'choice' ? fact.choices : [];
}

function phrasesOf(fact: FactDefinition): { path: PropertyKey[]; phrases: string[] }[] {
  const cues = Array.isArray(fact.cues) ? { '': fact.cues } : fact.cues;
  const terms = Array.isArray(fact.terms) ? { '': fact.terms } : fact.terms;
  const place = (field: string, value: string): PropertyKey[] => (value === '' ? [field] : [field, value]);
  return [
    ...Object.entries(cues).map(([value, list]) => ({
      path: place('cues', value),
      phrases: list.flatMap((cue) => [
        cue.match,
        ...(cue.unless ? [cue.unless] : []),
        ...(cue.with ? [cue.with] : []),
        ...(cue.near ? [cue.near] : []),
      ]),
    })),
    { path: ['context'], phrases: fact.context },
    { path: ['units'], phrases: fact.type === 'number' ? fact.units.map((unit) => unit.with) : [] },
    ...Object.entries(terms).map(([value, phrases]) => ({ path: place('terms', value), phrases })),
  ];
}
