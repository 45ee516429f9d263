import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import type { Message } from '../curator/curator.ts';
import { UserError } from '../user-error.ts';

/** Messages as they come in a file. */
export const MessageFile = z.object({
  messages: z
    .array(z.object({ author: z.string().min(1), text: z.string(), ts: z.string().optional() }))
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
  const content = await readContent(path);
  if (content.trim() === '') {
    throw new UserError(
      path === '-' ? 'There is nothing on standard input.' : `${path} is empty.`,
      'Give a situation in plain words, or JSON: {"messages":[{"author":"ana","text":"…"}]}.',
    );
  }
  const json = parseJson(content);
  if (json === undefined) return toMessages({ messages: [{ author: 'you', text: content }] });
  const parsed = MessageFile.safeParse(json);
  if (parsed.success) return toMessages(parsed.data);
  const [issue] = parsed.error.issues;
  throw new UserError(
    `${path} is JSON, but not a thread: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim(),
    'Give {"messages":[{"author":"ana","text":"…","ts":"1760000000.000100"}]}; "ts" may be left out.',
  );
}

async function readContent(path: string): Promise<string> {
  if (path === '-') return text(process.stdin);
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new UserError(`${path} cannot be read.`, 'Check the path and its permissions.', { cause: error });
  }
}

function parseJson(content: string): unknown {
  if (!/^\s*\{/.test(content)) return undefined;
  try {
    return JSON.parse(content);
  } catch {
    // Text that merely begins with a brace is a situation in plain words.
    return undefined;
  }
}
