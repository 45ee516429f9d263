import { appendFile, mkdir, readFile, truncate } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { z } from 'zod';
import { hasCode } from '../has-code.ts';
import { UserError } from '../user-error.ts';

/** A file that grows by a line of JSON at a time, and that a killed process may have left with half a line at its end. */
export interface JsonLines<T> {
  /** What was in it when it was opened. */
  lines: readonly T[];
  /** Writes one line behind the last, whoever else is about to. */
  append(line: T): Promise<void>;
}

/**
 * Opens a file of JSON lines; one that is not there is empty. Half a line at the end is let go.
 * @param what what a line holds, in words
 * @throws UserError, with its number, for any other line that does not hold it
 */
export async function openJsonLines<T>(
  file: string,
  schema: z.ZodType<T>,
  what: string,
): Promise<JsonLines<T>> {
  const text = await readOrEmpty(file);
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  const lines = whole
    .split('\n')
    .slice(0, -1)
    .map((line, index) => parsed(line, schema, `${file}:${index + 1}: This line is not ${what}.`));
  const torn = text.length > whole.length;
  let last: Promise<unknown> = torn ? truncate(file, Buffer.byteLength(whole)) : Promise.resolve();
  let isFolderThere = false;
  return {
    lines,
    append: (line) => {
      const written = last.then(async () => {
        if (!isFolderThere) await mkdir(dirname(file), { recursive: true });
        isFolderThere = true;
        await appendFile(file, `${JSON.stringify(line)}\n`);
      });
      last = written.catch(() => undefined);
      return written;
    },
  };
}

async function readOrEmpty(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return '';
    throw new UserError(`${file} cannot be read.`, 'Check the path. Nothing was run.', { cause: error });
  }
}

function parsed<T>(line: string, schema: z.ZodType<T>, fault: string): T {
  try {
    return schema.parse(JSON.parse(line));
  } catch (error) {
    throw new UserError(
      fault,
      'It was written by something else, or by another version. Nothing was run, and the file is as it was; give the name of a new one.',
      { cause: error },
    );
  }
}
