import { EMPTY_SITUATION } from '../src/advisor/situation.ts';
import { createOfflineCurator } from '../src/curator/offline/offline-curator.ts';
import { readyPack } from '../src/ready-pack.ts';
import { goldenMessages } from '../test/curator/support/golden.ts';
import { median, rounded, timed } from './support/statistics.ts';

const ROUNDS = 9;
/** Until everything is compiled: its compiler goes on improving what is used again and again. */
const WARM_UP_ROUNDS = 6;

/** How many words the offline curator reads in a second, message by message, beside parsing the same text as JSON. */
export async function measureReading() {
  const { lexicon } = await readyPack(undefined);
  const curator = createOfflineCurator(lexicon);
  const messages = await goldenMessages();
  const words = messages.reduce((sum, { text }) => sum + text.split(/\s+/).length, 0);
  const written = messages.map((message) => JSON.stringify(message));
  const read = async () => {
    for (const message of messages) await curator.read({ messages: [message], situation: EMPTY_SITUATION });
  };
  const parse = () => {
    for (const text of written) JSON.parse(text);
  };
  for (let round = 0; round < WARM_UP_ROUNDS; round++) await read();
  const rounds: { reading: number; parsing: number }[] = [];
  for (let round = 0; round < ROUNDS; round++)
    rounds.push({ reading: await timed(read), parsing: await timed(parse) });
  const milliseconds = median(rounds.map(({ reading }) => reading));
  return {
    words,
    wordsPerSecond: rounded((words / milliseconds) * 1_000, 0),
    /** So many times what parsing the same messages takes. */
    ratioToParsing: rounded(median(rounds.map(({ reading, parsing }) => reading / parsing)), 0),
    bar: { wordsPerSecond: 100_000 },
  };
}
