/** What somebody may ask of us by name in a thread, in one word. */
export type MentionRequest = 'stop' | 'follow';

const REQUESTS: ReadonlyMap<string, MentionRequest> = new Map([
  ['stop', 'stop'],
  ['stop following', 'stop'],
  ['leave', 'stop'],
  ['follow', 'follow'],
]);

/** The request that a mention makes, if it is nothing but one. @param text plain text, without our name */
export const readRequest = (text: string): MentionRequest | undefined =>
  REQUESTS.get(
    text
      .trim()
      .toLowerCase()
      .replace(/[.!]+$/, ''),
  );
