import type { Told } from '../store/inbound-thread.ts';

/** What somebody may ask of us by name in a thread, in one word. */
export type MentionRequest = 'stop' | 'follow' | 'help' | Told;

const REQUESTS: ReadonlyMap<string, MentionRequest> = new Map([
  ['stop', 'stop'],
  ['stop following', 'stop'],
  ['leave', 'stop'],
  ['follow', 'follow'],
  ['follow again', 'follow'],
  ['why', 'why'],
  ['facts', 'facts'],
  ['show facts', 'facts'],
  ['plan', 'plan'],
  ['make a plan', 'plan'],
  ['make it a plan', 'plan'],
  ['forget', 'forget'],
  ['forget this', 'forget'],
  ['forget this case', 'forget'],
  ['help', 'help'],
]);

/** The request that a mention makes, if it is nothing but one. @param text plain text, without our name */
export const readRequest = (text: string): MentionRequest | undefined =>
  REQUESTS.get(
    text
      .trim()
      .toLowerCase()
      .replace(/[\s.!?]+$/, '')
      .replace(/^please\s+|[\s,]+please$/g, ''),
  );
