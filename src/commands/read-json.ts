import type { z } from 'zod';
import { explainIssue } from '../pack/explain-issue.ts';
import { parseYaml } from '../pack/yaml-file.ts';

/** What is wrong in a JSON text and how to mend it, and on which line. */
export interface JsonFault {
  line: number;
  what: string;
}

/** Holds a JSON text against a schema: what it says, or all that is wrong with it. */
export function readJson<T>(
  text: string,
  schema: z.ZodType<T>,
): { data: T } | { data?: undefined; faults: JsonFault[] } {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    return { faults: [syntaxFault(text, error instanceof Error ? error.message : String(error))] };
  }
  const parsed = schema.safeParse(data);
  if (parsed.success) return { data: parsed.data };
  // JSON is YAML, too, and the reader of that knows its lines.
  const { lineOf } = parseYaml('', text);
  return {
    faults: parsed.error.issues.map((issue) => {
      const { path, what, remedy } = explainIssue(issue, 'Correct it.');
      return { line: lineOf(path), what: `${what} ${remedy}` };
    }),
  };
}

/** Node tells the place of a fault as a position, or by the text from ten characters before it. */
const AT_POSITION = /^(.*?) in JSON at position (\d+)/s;
const BY_CONTEXT = /^(.*?), (\.\.\.)?"(.*)"(?:\.\.\.)? is not valid JSON$/s;
const CHARACTERS_BEFORE = 10;

function syntaxFault(text: string, message: string): JsonFault {
  const [, why, position] = AT_POSITION.exec(message) ?? [];
  if (why !== undefined) return { line: lineAt(text, Number(position)), what: notJson(why) };
  const [, problem, dots, context = ''] = BY_CONTEXT.exec(message) ?? [];
  if (problem === undefined) return { line: lineAt(text, text.trimEnd().length), what: notJson(message) };
  const place = text.indexOf(context) + (dots ? CHARACTERS_BEFORE : 0);
  return { line: lineAt(text, place), what: notJson(problem) };
}

const notJson = (why: string): string => `This is not valid JSON: ${why}.`;

const lineAt = (text: string, place: number): number => text.slice(0, place).split('\n').length;
