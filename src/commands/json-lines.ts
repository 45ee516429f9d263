import { appendFile, mkdir, readFile, truncate } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { z } from 'zod';
import { hasCode } from '../has-code.ts';
import { UserError } from '../user-error.ts';

/** A file that grows by a line of JSON at a time. */
export interface JsonLines<T> {
  /** What was in it when it was opened. */
  lines: readonly T[];
  /** Writes one line behind the last, whoever else is about to. @throws UserError when it cannot be written */
  append(line: T): Promise<void>;
}

/**
 * Reads a file of JSON lines; one that is not there is empty. Half a line at its end, which a killed process may have
 * left, is let go.
 * @param what what a line holds, in words
 * @throws UserError, with its number, for any other line that does not hold it
 */
export async function readJsonLines<T>(
  file: string,
  schema: z.ZodType<T>,
  what: string,
): Promise<readonly T[]> {
  const whole = wholeLines(await readOrEmpty(file));
  return whole
    .split('\n')
    .slice(0, -1)
    .map((line, index) => parsed(line, schema, `${file}:${index + 1}: This line is not ${what}.`));
}

/**
 * Reads a file of JSON lines, and makes sure that more can be written.
 * @throws UserError for what readJsonLines does not take, and when the file cannot be written
 */
export async function openJsonLines<T>(
  file: string,
  schema: z.ZodType<T>,
  what: string,
): Promise<JsonLines<T>> {
  const lines = await readJsonLines(file, schema, what);
  await orCannotBeWritten(file, 'No case was run.', async () => {
    await mkdir(dirname(file), { recursive: true });
    await appendFile(file, '');
    const text = await readOrEmpty(file);
    const whole = wholeLines(text);
    if (whole !== text) await truncate(file, Buffer.byteLength(whole));
  });
  let last: Promise<unknown> = Promise.resolve();
  return {
    lines,
    append: (line) => {
      const written = last.then(() =>
        orCannotBeWritten(file, 'What was finished before stands in it.', () =>
          appendFile(file, `${JSON.stringify(line)}\n`),
        ),
      );
      last = written.catch(() => undefined);
      return written;
    },
  };
}

const wholeLines = (text: string): string => text.slice(0, text.lastIndexOf('\n') + 1);

async function readOrEmpty(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return '';
    throw new UserError(`${file} cannot be read.`, 'Check the path. No case was run.', { cause: error });
  }
}

async function orCannotBeWritten(file: string, kept: string, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    throw new UserError(
      `${file} cannot be written. ${kept}`,
      'Check the path, its permissions and the space left.',
      {
        cause: error,
      },
    );
  }
}

function parsed<T>(line: string, schema: z.ZodType<T>, fault: string): T {
  try {
    return schema.parse(JSON.parse(line));
  } catch (error) {
    throw new UserError(
      fault,
      'It was written by something else, or by another version. No case was run, and the file is as it was; give the name of a new one.',
      { cause: error },
    );
  }
}
