/**
 * `npm run learn`: learns from the labelled situations of test/golden/cases and test/golden/learnt how much words and facts
 * weigh for each route, and writes prompts/route-weights.json. What is held apart is not looked at. To be run when they or
 * the pack's cues changed; the same situations and cues give the same weights.
 */
import { writeFile } from 'node:fs/promises';
import { ROUTES } from '../src/advisor/routes.ts';
import { EMPTY_SITUATION } from '../src/advisor/situation.ts';
import { readCases } from '../src/commands/eval/read-cases.ts';
import { toMessages } from '../src/commands/read-messages.ts';
import { createOfflineCurator } from '../src/curator/offline/offline-curator.ts';
import { featuresOf, knownFacts } from '../src/curator/offline/route-features.ts';
import { laddered } from '../src/curator/offline/route-weights.ts';
import { prepare } from '../src/curator/readable-message.ts';
import { ROUTE_WEIGHTS } from '../src/read-route-weights.ts';
import { readyPack } from '../src/ready-pack.ts';
import { type Lesson, learnWeights } from './learn-weights.ts';
import { hashOfLearntFrom, LEARNT_FROM } from './learnt-from.ts';

const { lexicon, pack } = await readyPack(undefined);
const curator = createOfflineCurator(lexicon);
const lessons: Lesson[] = [];
for (const folder of LEARNT_FROM)
  for (const situation of await readCases(folder)) {
    const messages = toMessages(situation);
    const { statements } = await curator.read({ messages, situation: EMPTY_SITUATION });
    const known = knownFacts(statements, lexicon);
    const features = featuresOf(
      messages.map((message) => prepare(message, lexicon.moods)),
      known,
    );
    lessons.push({ features, route: situation.expected_route });
  }
const weights = learnWeights(lessons, {
  learntFrom: await hashOfLearntFrom(),
  routes: [...ROUTES],
  problems: pack.problems.map(laddered),
});
// A line for each feature, so that a change shows what it changed.
const text = JSON.stringify(weights).replaceAll(/("(?:[^"\\]|\\.)*":)(?=[[{])/g, '\n$1');
await writeFile(ROUTE_WEIGHTS, `${text}\n`);
console.log(
  `Learnt from ${lessons.length} situations: ${Object.keys(weights.words).length} words and pairs, ${Object.keys(weights.facts).length} facts.`,
);
