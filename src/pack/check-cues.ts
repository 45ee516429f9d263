import type { FactDefinition } from '../advisor/vocabulary.ts';
import { parsePhrase } from '../text/phrase-syntax.ts';
import type { Report } from './check.ts';
import { valuesInWords } from './check-conditions.ts';
import type { CombinedPack } from './combine.ts';

const NO_NUMBER = 'Put a # where the number stands, or say in "tells" which number it tells.';

/** Phrases that cannot be compiled, and wordings for values that a fact never has. */
export function checkCues(pack: CombinedPack, words: ReadonlyMap<string, string>, report: Report): void {
  const tryPhrase = (placed: Parameters<Report>[0], path: readonly PropertyKey[], phrase: string): void => {
    try {
      parsePhrase(phrase, words);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      report(placed, path, error.message, 'See docs/pack.md for how phrases are written.');
    }
  };

  const neverHas = (
    placed: Parameters<Report>[0],
    path: readonly PropertyKey[],
    fact: FactDefinition,
    value: string,
  ): void =>
    report(
      placed,
      path,
      `The fact "${fact.key}" never has the value "${value}".`,
      `It takes ${valuesInWords(fact)}.`,
    );

  for (const placed of pack.words) tryPhrase(placed, [], placed.value[1]);
  for (const placed of pack.moodFiles) {
    for (const [mood, phrases] of Object.entries(placed.value)) {
      for (const [index, phrase] of phrases.entries()) tryPhrase(placed, [mood, index], phrase);
    }
  }
  for (const [mood, phrases] of Object.entries(pack.moods)) {
    const file = pack.moodFiles[0];
    if (phrases.length > 0 || !file) continue;
    report(file, [mood], `There is no phrase for "${mood}".`, `Add a list of phrases under "${mood}".`);
  }
  for (const placed of pack.facts) {
    const fact = placed.value;
    for (const { path, phrase } of phrasesOf(fact)) tryPhrase(placed, path, phrase);
    if (fact.type === 'number') {
      for (const [index, cue] of fact.cues.entries()) {
        if (cue.match.includes('#') || cue.tells !== undefined) continue;
        report(placed, ['cues', index], `This wording of "${fact.key}" holds no number.`, NO_NUMBER);
      }
    }
    if (fact.type === 'choice') {
      const named = Object.entries(fact.explains).flatMap(([value, others]) => [value, ...others]);
      for (const value of named)
        if (!fact.choices.includes(value)) neverHas(placed, ['explains'], fact, value);
    }
    for (const field of ['terms', 'says', 'means', 'cues'] as const) {
      const byValue = fact[field];
      if (typeof byValue !== 'object' || Array.isArray(byValue)) continue;
      for (const value of Object.keys(byValue)) {
        if (valueNames(fact).includes(value)) continue;
        neverHas(placed, [field, value], fact, value);
      }
    }
  }
}

/** The values of a fact as they are written as keys; numbers and texts have none. */
export function valueNames(fact: FactDefinition): string[] {
  if (fact.type === 'boolean') return ['true', 'false'];
  return fact.type === 'choice' ? fact.choices : [];
}

interface WrittenPhrase {
  path: PropertyKey[];
  phrase: string;
}

function phrasesOf(fact: FactDefinition): WrittenPhrase[] {
  const cues = byValue('cues', fact.cues).flatMap(({ path, item }) => [
    // A cue may be written as a plain phrase; then the line of "match" is that of the cue.
    { path: [...path, 'match'], phrase: item.match },
    ...item.with.map((phrase) => ({ path: [...path, 'with'], phrase })),
    ...(['unless', 'against', 'near', 'nowhere'] as const).flatMap((field): WrittenPhrase[] => {
      const phrase = item[field];
      return phrase === undefined ? [] : [{ path: [...path, field], phrase }];
    }),
  ]);
  const terms = byValue('terms', fact.terms).map(({ path, item }) => ({ path, phrase: item }));
  const units = fact.type === 'number' ? fact.units : [];
  return [
    ...cues,
    ...terms,
    ...units.map((unit, index) => ({ path: ['units', index, 'with'], phrase: unit.with })),
    ...units.flatMap(({ times }, index) =>
      typeof times === 'string' ? [{ path: ['units', index, 'times'], phrase: times }] : [],
    ),
  ];
}

/** The items of a list, or of lists by value, each with its place. */
function byValue<T>(field: string, lists: T[] | Record<string, T[]>): { path: PropertyKey[]; item: T }[] {
  const placed = (list: readonly T[], path: PropertyKey[]) =>
    list.map((item, index) => ({ path: [...path, index], item }));
  if (Array.isArray(lists)) return placed(lists, [field]);
  return Object.entries(lists).flatMap(([value, list]) => placed(list, [field, value]));
}
