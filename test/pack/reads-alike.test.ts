import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Assessment, assess } from '../../src/advisor/assessment.ts';
import type { Pack } from '../../src/advisor/pack.ts';
import { ROUTES, type Route } from '../../src/advisor/routes.ts';
import type { Situation } from '../../src/advisor/situation.ts';
import { ownPack } from '../runner/own-guidance.ts';
import { nameOf, situationsOfRoutes } from './support/situations-of-route.ts';

const PER_ROUTE = 40;

/** A situation and what is told of it; each is held against all others, so it is put in words once. */
interface Told {
  situation: Situation;
  assessment: Assessment;
  throughout: string;
  atFirstSight: string;
  grounds: string;
}

let pack: Pack;
let byRoute: Map<Route, Told[]>;
beforeAll(async () => {
  pack = await ownPack();
  byRoute = new Map(
    [...situationsOfRoutes(pack, PER_ROUTE)].map(([route, list]) => [
      route,
      list.map((situation) => {
        const assessment = assess(situation, pack);
        return {
          situation,
          assessment,
          throughout: saidThroughout(assessment),
          atFirstSight: shown(assessment),
          grounds: grounds(assessment),
        };
      }),
    ]),
  );
});

const of = (route: Route) => byRoute.get(route) ?? [];

/** What the pack says to a situation about its facts. */
const said = ({ headline, reason, experiment, quotes }: Assessment): string =>
  [headline.text, reason.text, experiment.do, ...quotes.map(({ means }) => means)].join('\n');

/** The same with what it asks and what would change it. */
const saidThroughout = (assessment: Assessment): string =>
  [
    said(assessment),
    assessment.changeMyMind.text,
    ...assessment.questions.slice(0, 1).map(({ text }) => text),
  ].join('\n');

/** What one sees at first sight: only the two most telling quotations are shown. */
const shown = (assessment: Assessment): string =>
  said({ ...assessment, quotes: assessment.quotes.slice(0, 2) });

/** The facts on which a verdict rests. */
const grounds = ({ verdict, situation }: Assessment): string =>
  nameOf({ facts: situation.facts.filter(({ key }) => verdict.reasons.includes(key)), conflicts: [] });

/** All pairs of a route's situations. */
const pairsOf = (route: Route): [Told, Told][] =>
  of(route).flatMap((one, index) =>
    of(route)
      .slice(index + 1)
      .map((other): [Told, Told] => [one, other]),
  );

describe('two situations with the same route and different facts do not read alike', () => {
  test.each(ROUTES)('%s: there are enough of them to compare', (route) => {
    expect(new Set(of(route).map(({ situation }) => nameOf(situation))).size).toBe(PER_ROUTE);
  });

  test.each(ROUTES)('%s: it has several headlines and experiments, and they are used', (route) => {
    expect(new Set(of(route).map(({ assessment }) => assessment.headline.text)).size).toBeGreaterThan(2);
    expect(new Set(of(route).map(({ assessment }) => assessment.experiment.id)).size).toBeGreaterThan(1);
  });

  // Facts that carry nothing on a route are not shown, so that two which differ in nothing else may read alike.
  test.each(ROUTES)('%s: no two that rest on different facts are told the same throughout', (route) => {
    const different = pairsOf(route).filter(([one, other]) => one.grounds !== other.grounds);
    const alike = different.filter(([one, other]) => one.throughout === other.throughout);
    expect(alike.map((pair) => pair.map(({ situation }) => nameOf(situation)))).toEqual([]);
  });

  test.each(ROUTES)(
    '%s: hardly any two that rest on different facts look the same at first sight',
    (route) => {
      const different = pairsOf(route).filter(([one, other]) => one.grounds !== other.grounds);
      const alike = different.filter(([one, other]) => one.atFirstSight === other.atFirstSight);
      expect(alike.length).toBeLessThanOrEqual(0.05 * different.length);
    },
  );
});
