import type { Condition } from '../../../src/advisor/condition.ts';
import { Guidance } from '../../../src/advisor/guidance.ts';
import type { Pack } from '../../../src/advisor/pack.ts';
import { Problem } from '../../../src/advisor/problem.ts';
import { ROUTES, type Route } from '../../../src/advisor/routes.ts';
import { FactDefinition } from '../../../src/advisor/vocabulary.ts';

interface Rules {
  problems: readonly unknown[];
  /** Gates by route. */
  open?: Partial<Record<Route, Condition>>;
  needs?: Partial<Record<Route, Condition[]>>;
  /** By route, the facts to ask for first. */
  ask?: Partial<Record<Route, string[]>>;
  /** Changes to the definitions of facts, by key. */
  facts?: Record<string, object>;
}

const NO_MOODS: Pack['moods'] = {
  question_openings: [],
  asks_indirectly: [],
  plan: [],
  since: [],
  supposed: [],
  doubted: [],
  denials: [],
  no_denials: [],
  elsewhere: [],
  past: [],
  untrue: [],
  instructions: [],
  orders: [],
  plain_yes: [],
  plain_no: [],
  plain_about: [],
};

/** A pack of four yes-or-no facts (`a` to `d`), a number (`n`) and the rules a test is about. */
export function smallPack({ problems, open = {}, needs = {}, ask = {}, facts = {} }: Rules): Pack {
  const definitions = ['a', 'b', 'c', 'd', 'n'].map((key) =>
    FactDefinition.parse({
      key,
      ...(key === 'n' ? { type: 'number', unit: 'things', bands: [10, 100] } : { type: 'boolean' }),
      description: key,
      brief: key,
      question: `${key}?`,
      ...facts[key],
    }),
  );
  const guidance = ROUTES.map((route) =>
    Guidance.parse({
      route,
      name: route,
      advice: `do ${route}`,
      brief: route,
      ...(open[route] ? { open: open[route] } : {}),
      needs: needs[route] ?? [],
      ask: ask[route] ?? [],
      experiments: [{ id: 'try', effort: 'a day', do: 'Try it.', measure: 'Count', pass: 'it works' }],
      voice: {
        headline: [{ text: `Do ${route}.` }],
        because: { otherwise: [{ text: 'So it is.' }] },
        change_my_mind: [{ text: 'Something else.' }],
      },
      passages: [
        {
          id: `${route}.one`,
          route,
          sources: [
            {
              title: 't',
              url: 'https://example.org',
              mark: 'D',
              reviewed: '2026-01-01',
              expires: '2027-01-01',
            },
          ],
          text: 'A passage.',
        },
      ],
    }),
  );
  return {
    version: 'small',
    vocabulary: new Map(definitions.map((definition) => [definition.key, definition])),
    words: new Map(),
    moods: NO_MOODS,
    conditions: new Map(),
    problems: problems.map((problem) => Problem.parse(problem)),
    guidance: new Map(guidance.map((guide) => [guide.route, guide])),
    passages: new Map(guidance.flatMap(({ passages }) => passages.map((passage) => [passage.id, passage]))),
  };
}

/** The last problem of every pack: it always holds. */
export const ALWAYS = {
  id: 'nothing',
  sentence: 'Too little is known.',
  when: { all: [] },
  rungs: [{ route: 'ask-more', sentence: 'Ask.' }],
};
