import { expect, test } from '@jest/globals';
import { hashOfLearntFrom } from '../../../scripts/learnt-from.ts';
import { ROUTES } from '../../../src/advisor/routes.ts';
import { laddered } from '../../../src/curator/offline/route-weights.ts';
import { readRouteWeights } from '../../../src/read-route-weights.ts';
import { ownReady } from '../../runner/own-guidance.ts';

const weights = await readRouteWeights();
const { pack } = await ownReady();

test('the weights are of this vocabulary and of all routes; run "npm run learn" when this fails', () => {
  expect(weights.routes).toEqual([...ROUTES]);
  expect(weights.bias).toHaveLength(ROUTES.length);
  expect(weights.problems).toEqual(pack.problems.map(laddered));
  const choices = [...pack.vocabulary].flatMap(([key, definition]) => [
    key,
    ...(definition.type === 'choice' ? definition.choices : [true, false]).map((value) => `${key}=${value}`),
  ]);
  expect(Object.keys(weights.facts).filter((fact) => !choices.includes(fact))).toEqual([]);
});

test('the weights are learnt from the situations and cues of today; run "npm run learn" when this fails', async () => {
  expect(weights.learntFrom).toBe(await hashOfLearntFrom());
});

test('each word has a weight for each route', () => {
  for (const row of [...Object.values(weights.words), ...Object.values(weights.facts)])
    expect(row).toHaveLength(1 + ROUTES.length);
});
