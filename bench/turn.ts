import { assess } from '../src/advisor/assessment.ts';
import { merge } from '../src/advisor/merge.ts';
import { EMPTY_SITUATION } from '../src/advisor/situation.ts';
import { readConfig } from '../src/config.ts';
import { type Message, NO_USAGE } from '../src/curator/curator.ts';
import { createCurators } from '../src/curators.ts';
import { readyPack } from '../src/ready-pack.ts';
import { verdictMessage } from '../src/slack/blocks/verdict-message.ts';
import { goldenThreads } from '../test/curator/support/golden.ts';
import { median, quantile, rounded, timed } from './support/statistics.ts';

const ROUNDS = 5;
/** A message is parsed so often that it can be timed. */
const PARSED = 1_000;
const SETTING = {
  place: { workspace: 'T0BENCH', channel: 'C0BENCH', threadTs: '1763640000.000100', caseId: 'a case' },
  names: new Map<string, string>(),
  workspaceUrl: 'https://bench.example/',
  today: '2026-11-23',
};

/**
 * A turn's own work around the model, in the process: the prompt and its masking, reading the answer and verifying it,
 * merging, the verdict and what would flip it, the summary, the message. The model's answers are there at once: to the
 * last message of each labelled thread it says what the offline curator finds. What a turn takes with the database and
 * HTTP is `ownWork` of `thread`.
 */
export async function measureTurn() {
  const ready = await readyPack(undefined);
  const { pack } = ready;
  const config = readConfig({ OPENAI_API_KEY: 'none', OPENAI_BASE_URL: 'http://127.0.0.1:9/v1' });
  let answer = '';
  const ask = async () => ({ text: answer, usage: NO_USAGE });
  const curators = await createCurators(config, ready, undefined, () => ({ ask }));
  const { offline, llm } = curators;
  if (!llm) throw new Error('A key is set, and there is no model.');
  const known = async (messages: readonly Message[]) =>
    (await offline.read({ messages, situation: EMPTY_SITUATION })).statements;

  const turn = async (messages: readonly Message[]) => {
    const before = await known(messages.slice(0, -1));
    const last = messages.slice(-1);
    const facts = (await known(last)).map(({ key, value, evidence }) => ({
      key,
      value: String(value),
      quote: evidence.quote,
      message: 'm1',
    }));
    const situation = merge(before, pack.vocabulary);
    const work = async () => {
      answer = JSON.stringify({ facts, asks: [], route: 'none', rests_on: [] });
      const reading = await llm.read({ messages: last, situation });
      const assessment = assess(merge([...before, ...reading.statements], pack.vocabulary), pack);
      answer = JSON.stringify({ sentences: [{ text: assessment.reason.text, cites: ['f1'] }] });
      const { sentences } = await llm.summarise({ assessment, reading: reading.usage });
      const utterance = { kind: 'verdict', curator: 'llm', notes: [], following: true } as const;
      verdictMessage({ ...utterance, assessment, summary: sentences }, pack, SETTING);
    };
    const written = JSON.stringify(last);
    const parsing = () => {
      for (let count = 0; count < PARSED; count++) JSON.parse(written);
    };
    return { own: await timed(work), parsing: (await timed(parsing)) / PARSED };
  };

  const threads = await goldenThreads();
  for (const messages of threads) await turn(messages);
  const turns: { own: number; parsing: number }[] = [];
  for (let round = 0; round < ROUNDS; round++)
    for (const messages of threads) turns.push(await turn(messages));
  const own = turns.map((each) => each.own);
  return {
    turns: turns.length,
    medianMs: rounded(median(own)),
    p90Ms: rounded(quantile(own, 0.9)),
    /** So many times what parsing the same message as JSON takes. */
    ratioToParsing: rounded(median(turns.map((each) => each.own / each.parsing)), 0),
    bar: { medianMs: 15 },
  };
}
