import type { FactValue } from '../advisor/fact.ts';
import type { Pack } from '../advisor/pack.ts';
import type { Mood as AllowedMood, Cue, FactDefinition } from '../advisor/vocabulary.ts';
import { createMoodReader, type MoodReader } from '../text/mood.ts';
import { compilePhrase, type Phrase } from '../text/phrase.ts';
import { createPhraseIndex, type PhraseIndex } from '../text/phrase-index.ts';

/** A cue made ready to be looked for. */
export interface CompiledCue {
  /** The value it carries; for texts, and most numbers, it is read from the sentence. */
  value: FactValue | undefined;
  phrase: Phrase;
  unless: Phrase | undefined;
  with: readonly Phrase[];
  against: Phrase | undefined;
  near: Phrase | undefined;
  nowhere: Phrase | undefined;
  /** What its numbers must be like, if anything. */
  numbers: Pick<Cue, 'scores' | 'least' | 'most'> | undefined;
  literal: boolean;
  hint: boolean;
  mayBe: ReadonlySet<AllowedMood>;
}

/** A wording that a fact's sentence holds. */
export interface CompiledTerm {
  value: FactValue | undefined;
  phrase: Phrase;
}

/** A fact's wordings made ready: cues find facts, terms check those that somebody else found. */
export interface FactLexicon {
  definition: FactDefinition;
  /** What the definition has as well, for what is asked of each wording that stands in a text. */
  type: FactDefinition['type'];
  mayBe: ReadonlySet<AllowedMood>;
  cues: readonly CompiledCue[];
  terms: PhraseIndex<CompiledTerm>;
  /** What must stand beside a term; nothing when this is empty. */
  context: readonly Phrase[];
  /** Only numbers have units. */
  units: readonly { phrase: Phrase; times: number | Phrase }[];
}

/** A cue, and the fact that it leads to. */
export interface FactCue {
  fact: FactLexicon;
  cue: CompiledCue;
}

/** Everything a curator needs of the pack to read sentences. */
export interface Lexicon {
  facts: ReadonlyMap<string, FactLexicon>;
  /** The cues of all facts, fact by fact. */
  cues: PhraseIndex<FactCue>;
  moods: MoodReader;
}

/** Compiles the pack's wordings, once per pack. @throws SyntaxError; a checked pack throws none */
export function createLexicon(pack: Pack): Lexicon {
  const facts = [...pack.vocabulary.values()].map((definition): [string, FactLexicon] => [
    definition.key,
    {
      definition,
      type: definition.type,
      mayBe: new Set(definition.may_be),
      cues: byValue(definition, definition.cues).map(([value, cue]) =>
        compileCue(value, cue, definition, pack.words),
      ),
      terms: createPhraseIndex(
        byValue(definition, definition.terms).map(([value, term]) => ({
          value,
          phrase: compilePhrase(term, pack.words),
        })),
        ({ phrase }) => phrase,
      ),
      context: definition.context.map((phrase) => compilePhrase(phrase, pack.words)),
      units: (definition.type === 'number' ? definition.units : []).map((unit) => ({
        phrase: compilePhrase(unit.with, pack.words),
        times: typeof unit.times === 'number' ? unit.times : compilePhrase(unit.times, pack.words),
      })),
    },
  ]);
  const cues = facts.flatMap(([, fact]) => fact.cues.map((cue): FactCue => ({ fact, cue })));
  return {
    facts: new Map(facts),
    cues: createPhraseIndex(cues, ({ cue }) => cue.phrase),
    moods: createMoodReader(pack.moods, pack.words),
  };
}

function compileCue(
  value: FactValue | undefined,
  cue: Cue,
  definition: FactDefinition,
  words: ReadonlyMap<string, string>,
): CompiledCue {
  const optional = (phrase: string | undefined) =>
    phrase === undefined ? undefined : compilePhrase(phrase, words);
  return {
    value: value ?? cue.tells,
    phrase: compilePhrase(cue.match, words),
    unless: optional(cue.unless),
    with: cue.with.map((phrase) => compilePhrase(phrase, words)),
    against: optional(cue.against),
    near: optional(cue.near),
    nowhere: optional(cue.nowhere),
    numbers: numbersOf(cue),
    literal: cue.literal,
    hint: cue.hint,
    mayBe: new Set([...definition.may_be, ...cue.may_be]),
  };
}

const numbersOf = ({ scores, least, most }: Cue): CompiledCue['numbers'] =>
  scores || least !== undefined || most !== undefined ? { scores, least, most } : undefined;

/** The entries of a list or of lists by value, each with the value it stands for. */
function byValue<T>(
  definition: FactDefinition,
  entries: readonly T[] | Record<string, T[]>,
): [FactValue | undefined, T][] {
  if (Array.isArray(entries)) return entries.map((entry): [undefined, T] => [undefined, entry]);
  return Object.entries(entries).flatMap(([name, list]) =>
    list.map((entry: T): [FactValue, T] => [definition.type === 'boolean' ? name === 'true' : name, entry]),
  );
}
