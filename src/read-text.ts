import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { UserError } from './user-error.ts';

/** How a path is called in messages. */
export const nameOf = (path: string): string => (path === '-' ? 'Standard input' : path);

/** A byte order mark at the beginning is left out; what is not UTF-8 is an error, not a row of question marks. */
const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads a text file; `-` is standard input.
 * @throws UserError when it cannot be read, or is no text
 */
export async function readText(path: string): Promise<string> {
  const bytes = await readBytes(path);
  try {
    return utf8.decode(bytes);
  } catch (error) {
    throw new UserError(`${nameOf(path)} is no text in UTF-8.`, 'Save it as plain text in UTF-8.', {
      cause: error,
    });
  }
}

async function readBytes(path: string): Promise<Uint8Array> {
  if (path === '-') return buffer(process.stdin);
  try {
    return await readFile(path);
  } catch (error) {
    throw new UserError(
      `${path} cannot be read: ${reasonOf(error)}.`,
      'Give the path of a file; "-" reads standard input.',
      { cause: error },
    );
  }
}

const REASONS = new Map([
  ['ENOENT', 'there is no such file'],
  ['EISDIR', 'it is a folder'],
  ['EACCES', 'its permissions forbid it'],
]);

function reasonOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? `${error.code}` : `${error}`;
  return REASONS.get(code) ?? code;
}
