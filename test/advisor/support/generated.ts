import fc from 'fast-check';
import type { Condition } from '../../../src/advisor/condition.ts';
import type { Fact, FactState, FactValue, Statement } from '../../../src/advisor/fact.ts';
import type { Pack } from '../../../src/advisor/pack.ts';
import { ROUTES } from '../../../src/advisor/routes.ts';
import { type Conflict, type Situation, valuesOf } from '../../../src/advisor/situation.ts';
import type { Proposal } from '../../../src/advisor/verdict.ts';
import type { FactDefinition } from '../../../src/advisor/vocabulary.ts';
import { DAY_MS, START } from './statements.ts';

/** Values of a fact: all of few; of numbers those at and beside every border that the pack draws. */
export function valuesOfFact(definition: FactDefinition, pack: Pack): FactValue[] {
  switch (definition.type) {
    case 'boolean':
      return [true, false];
    case 'choice':
      return definition.choices;
    case 'text':
      return ['Llama 3 8B', 'GPT-4o'];
    case 'number': {
      const { least, most = Number.POSITIVE_INFINITY, bands, key } = definition;
      const borders = [...bands, ...bordersOf(key, pack)];
      const around = borders.flatMap((border) => [border - 1, border, border + 1]);
      return [...new Set([least, ...around])].filter((value) => least <= value && value <= most);
    }
  }
}

/** The numbers with which the pack's conditions compare a fact. */
function bordersOf(key: string, pack: Pack): number[] {
  const visit = (condition: Condition): number[] => {
    if ('fact' in condition) {
      if (condition.fact !== key) return [];
      return [condition.atLeast, condition.atMost].filter((border) => border !== undefined);
    }
    if ('all' in condition) return condition.all.flatMap(visit);
    if ('any' in condition) return condition.any.flatMap(visit);
    if ('not' in condition) return visit(condition.not);
    return 'notStated' in condition ? visit(condition.notStated) : [];
  };
  return [...pack.conditions.values()].flatMap(visit);
}

const STATES: readonly FactState[] = ['stated', 'stated', 'stated', 'inferred', 'corrected'];

/** Situations of any density, with facts in every state and now and then people who differ. */
export function situations(pack: Pack, states: readonly FactState[] = STATES): fc.Arbitrary<Situation> {
  const definitions = [...pack.vocabulary.values()];
  const fact = (definition: FactDefinition): fc.Arbitrary<Fact> =>
    fc
      .record({
        value: fc.constantFrom(...valuesOfFact(definition, pack)),
        state: fc.constantFrom(...states),
      })
      .map(({ value, state }) => statement(definition.key, value, state, 'ana'));
  const conflict = (definition: FactDefinition): fc.Arbitrary<Conflict> => {
    const [one = true, other = false] = valuesOfFact(definition, pack);
    return fc.constant({
      key: definition.key,
      statements: [
        statement(definition.key, one, 'stated', 'ben'),
        statement(definition.key, other, 'stated', 'ana'),
      ],
    });
  };
  return fc.subarray(definitions).chain((known) =>
    fc
      .tuple(
        ...known.map((definition) =>
          fc.oneof(
            { weight: 12, arbitrary: fact(definition) },
            { weight: 1, arbitrary: conflict(definition) },
          ),
        ),
      )
      .map((entries) => ({
        facts: entries.flatMap((entry) => ('evidence' in entry ? [entry] : [])),
        conflicts: entries.flatMap((entry) => ('statements' in entry ? [entry] : [])),
      })),
  );
}

const statement = (key: string, value: FactValue, state: FactState, author: string): Statement => ({
  key,
  value,
  state,
  evidence: { quote: `${key} is ${value}`, author, at: START, message: key },
});

/** Any route, resting on some of the facts of the situation or on none. */
export const proposalsFor = (situation: Situation): fc.Arbitrary<Proposal> =>
  fc.record({
    route: fc.constantFrom(...ROUTES),
    restsOn: fc.subarray([...valuesOf(situation).keys(), 'no_such_fact']),
  });

/** A situation, and a proposal for it or none. */
export const decisions = (
  pack: Pack,
): fc.Arbitrary<{ situation: Situation; proposal: Proposal | undefined }> =>
  situations(pack).chain((situation) =>
    fc.record({
      situation: fc.constant(situation),
      proposal: fc.option(proposalsFor(situation), { nil: undefined }),
    }),
  );

/** What some people said over some weeks, in any state; several words on the same few facts. */
export function statements(pack: Pack): fc.Arbitrary<Statement[]> {
  const definitions = [...pack.vocabulary.values()];
  return fc.subarray(definitions, { minLength: 1, maxLength: 4 }).chain((few) =>
    fc.array(
      fc.constantFrom(...few).chain((definition) =>
        fc
          .record({
            value: fc.constantFrom(...valuesOfFact(definition, pack)),
            state: fc.constantFrom(...STATES),
            author: fc.constantFrom('ana', 'ben', 'eva'),
            // Moments that collide, and spans just below, at and above two weeks.
            day: fc.constantFrom(0, 0, 1, 2, 13, 14, 15, 16, 40),
            message: fc.constantFrom('m1', 'm2', 'm3'),
          })
          .map(({ value, state, author, day, message }) => ({
            key: definition.key,
            value,
            state,
            evidence: { quote: `${definition.key} is ${value}`, author, at: START + day * DAY_MS, message },
          })),
      ),
      { maxLength: 8 },
    ),
  );
}
