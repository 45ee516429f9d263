import { z } from 'zod';
import type { Message } from '../curator/curator.ts';
import { nameOf, readText } from '../read-text.ts';
import { UserError } from '../user-error.ts';
import { readJson } from './read-json.ts';

/** Messages as they come in a file. */
export const MessageFile = z.object({
  messages: z
    .array(
      z.object({
        author: z.string().min(1, 'say who wrote it'),
        text: z.string(),
        ts: z.string().optional(),
      }),
    )
    .min(1, 'there are no messages in it'),
});

/** Without time stamps, messages count as written a minute apart. */
const MINUTE_MS = 60_000;

/** Gives messages of a file the ids and times that a curator needs; an id is the message's index. */
export const toMessages = (file: z.infer<typeof MessageFile>): Message[] =>
  file.messages.map(({ author, text, ts }, index) => ({
    id: String(index),
    author,
    text,
    at: ts && Number.isFinite(Number(ts)) ? Number(ts) * 1000 : index * MINUTE_MS,
  }));

/**
 * Reads a situation: plain text, or JSON with messages. `-` is standard input.
 * @throws UserError when there is nothing to read
 */
export async function readMessages(path: string): Promise<Message[]> {
  const messages = messagesIn(await readText(path), path);
  if (messages.some(({ text }) => text.trim() !== '')) return messages;
  throw new UserError(
    `${nameOf(path)} is empty.`,
    'Give a situation in plain words, or JSON: {"messages":[{"author":"ana","text":"…"}]}. "-" reads standard input.',
  );
}

/** What begins like this is meant to be JSON, also when it is broken; other text may begin with a bracket, too. */
const MEANT_AS_JSON = /^\s*(?:\{\s*|\[\s*\{\s*)["'](?:messages|author|text|ts)["']\s*:/;

function messagesIn(content: string, path: string): Message[] {
  const asText = () => toMessages({ messages: [{ author: 'you', text: content }] });
  if (!MEANT_AS_JSON.test(content) && !isJsonObject(content)) return asText();
  const read = readJson(content, MessageFile);
  if (read.data) return toMessages(read.data);
  throw new UserError(
    read.faults.map(({ line, what }) => `${nameOf(path)}:${line}: ${what}`).join('\n'),
    'Give {"messages":[{"author":"ana","text":"…","ts":"1760000000.000100"}]}; "ts" may be left out.',
  );
}

function isJsonObject(content: string): boolean {
  try {
    const data: unknown = JSON.parse(content);
    return typeof data === 'object' && data !== null;
  } catch {
    return false;
  }
}
