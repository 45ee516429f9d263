import type { FactValue } from '../../../src/advisor/fact.ts';
import type { Message, ReadFact } from '../../../src/curator/curator.ts';
import type { Lexicon } from '../../../src/curator/lexicon.ts';
import { prepare } from '../../../src/curator/readable-message.ts';
import { type Verified, verifyFacts } from '../../../src/curator/verify/verify-facts.ts';
import { ownReady } from '../../runner/own-guidance.ts';

/** Our own pack's wordings, compiled. */
export const realLexicon = async (): Promise<Lexicon> => (await ownReady()).lexicon;

/** Verifies what a reader returned for one message of Ana's. */
export async function verify(text: string, ...facts: Omit<ReadFact, 'message'>[]): Promise<Verified> {
  const message: Message = { id: 'm1', author: 'ana', text, at: 1000 };
  const lexicon = await realLexicon();
  const readables = new Map([[message.id, prepare(message, lexicon.moods)]]);
  return verifyFacts(
    facts.map((fact) => ({ ...fact, message: message.id })),
    readables,
    lexicon,
  );
}

/** What becomes of one fact: its state, or why it is dropped. */
export async function fate(text: string, key: string, value: FactValue, quote: string): Promise<string> {
  const { statements, dropped } = await verify(text, { key, value, quote });
  return statements[0]?.state ?? dropped[0]?.why ?? 'nothing';
}
