import { EMPTY_SITUATION } from '../src/advisor/situation.ts';
import type { Curator } from '../src/curator/curator.ts';
import { createOfflineCurator } from '../src/curator/offline/offline-curator.ts';
import { weightsFor } from '../src/curator/offline/route-weights.ts';
import { readRouteWeights } from '../src/read-route-weights.ts';
import { readyPack } from '../src/ready-pack.ts';
import { goldenMessages } from '../test/curator/support/golden.ts';
import { median, rounded, timed } from './support/statistics.ts';

const ROUNDS = 9;
/** Until everything is compiled: its compiler goes on improving what is used again and again. */
const WARM_UP_ROUNDS = 6;

/**
 * How many words the offline curator reads in a second, message by message, beside parsing the same text as JSON; and how
 * many where it proposes a route for each message as well, which the app has it do once a turn.
 */
export async function measureReading() {
  const { lexicon, pack } = await readyPack(undefined);
  const curator = createOfflineCurator(lexicon);
  const proposing = createOfflineCurator(lexicon, weightsFor(await readRouteWeights(), pack));
  const messages = await goldenMessages();
  const words = messages.reduce((sum, { text }) => sum + text.split(/\s+/).length, 0);
  const written = messages.map((message) => JSON.stringify(message));
  const readAll = (reader: Curator) => async () => {
    for (const message of messages) await reader.read({ messages: [message], situation: EMPTY_SITUATION });
  };
  const [read, propose] = [readAll(curator), readAll(proposing)];
  const parse = () => {
    for (const text of written) JSON.parse(text);
  };
  for (let round = 0; round < WARM_UP_ROUNDS; round++) {
    await read();
    await propose();
  }
  const rounds: { reading: number; proposing: number; parsing: number }[] = [];
  for (let round = 0; round < ROUNDS; round++)
    rounds.push({
      reading: await timed(read),
      proposing: await timed(propose),
      parsing: await timed(parse),
    });
  const perSecond = (milliseconds: number) => rounded((words / milliseconds) * 1_000, 0);
  return {
    words,
    wordsPerSecond: perSecond(median(rounds.map(({ reading }) => reading))),
    wordsPerSecondProposing: perSecond(median(rounds.map(({ proposing }) => proposing))),
    /** So many times what parsing the same messages takes. */
    ratioToParsing: rounded(median(rounds.map(({ reading, parsing }) => reading / parsing)), 0),
    bar: { wordsPerSecond: 100_000 },
  };
}
