import { z } from 'zod';
import { asksForSummary, type Call, type LlmAnswer } from './llm-server.ts';

/** What a good model reads in words that tests use: the words, then fact and value. */
const KNOWN: readonly (readonly [words: string, key: string, value: string])[] = [
  ['makes up refund rules', 'gap', 'knowledge'],
  ['800 Q&A pairs', 'examples', '800'],
  ['want to fine-tune Llama 3 8B', 'training', 'llm'],
  ['already have RAG over the policy PDFs', 'has_retrieval', 'true'],
  ['often returns the wrong page', 'gap', 'search'],
];

const Line = z.object({ id: z.string(), by: z.string(), text: z.string() });

/** The messages that a call of the model holds, by the short names they have in it. */
export const messagesIn = (call: Call): z.infer<typeof Line>[] =>
  (call.messages[1]?.content.split('\n') ?? [])
    .filter((line) => line.startsWith('{"id"'))
    .map((line) => Line.parse(JSON.parse(line)));

/** The facts that a good model finds in a call. */
export const factsIn = (call: Call) =>
  messagesIn(call).flatMap(({ id, text }) =>
    KNOWN.filter(([words]) => text.includes(words)).map(([quote, key, value]) => ({
      key,
      value,
      quote,
      message: id,
    })),
  );

/** Answers as a model does that reads well, proposes nothing, and has nothing to add to the pack's words. */
export const readsWell = (call: Call): LlmAnswer =>
  asksForSummary(call)
    ? { say: { sentences: [] } }
    : { say: { facts: factsIn(call), asks: [], route: 'none', rests_on: [] } };
