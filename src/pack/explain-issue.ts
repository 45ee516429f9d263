import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

/**
 * Says in plain words what a value lacks, where, and how to mend it.
 * @param otherwise the remedy where the schema knows none
 */
export function explainIssue(
  issue: Issue,
  otherwise = 'Correct it as described in docs/pack.md.',
): { path: readonly PropertyKey[]; what: string; remedy: string } {
  const { path, leaf } = deepest(issue, issue.path);
  const where = path.length > 0 ? `"${path.map(String).join('.')}"` : 'This file';
  switch (leaf.code) {
    case 'unrecognized_keys':
      return {
        path: [...path, ...leaf.keys.slice(0, 1)],
        what: `${where} has a key that means nothing here: ${leaf.keys.join(', ')}.`,
        remedy: 'Take it out, or correct its spelling.',
      };
    case 'invalid_type':
      return {
        path,
        what: /received undefined$/.test(leaf.message)
          ? `${where} is missing.`
          : `${where} is not ${inWords(leaf.expected)}.`,
        remedy: `Write ${inWords(leaf.expected)} there.`,
      };
    case 'invalid_value':
      return {
        path,
        what: `${where} has a value that is not in the list.`,
        remedy: `Use one of: ${leaf.values.map(String).join(', ')}.`,
      };
    case 'too_small':
      return { path, what: `${where} is empty or too small (${leaf.message}).`, remedy: 'Fill it in.' };
    default:
      return { path, what: `${where}: ${leaf.message}.`, remedy: otherwise };
  }
}

/**
 * Of a union's branches the one that got furthest tells what was meant: a condition with `any` and a fault inside
 * is not "neither all nor any nor not".
 */
function deepest(
  issue: Issue,
  prefix: readonly PropertyKey[],
): { path: readonly PropertyKey[]; leaf: Issue } {
  if (issue.code !== 'invalid_union') return { path: prefix, leaf: issue };
  const branches = issue.errors.flatMap((branch) =>
    branch
      .slice(0, 1)
      .map((first) => ({ ...deepest(first, [...prefix, ...first.path]), count: branch.length })),
  );
  const best = branches.sort((a, b) => b.path.length - a.path.length || a.count - b.count)[0];
  return best ?? { path: prefix, leaf: issue };
}

/** What a schema expects, as people call it. */
function inWords(expected: string): string {
  switch (expected) {
    case 'undefined':
      return 'nothing';
    case 'string':
      return 'a text';
    case 'boolean':
      return 'true or false';
    case 'array':
      return 'a list';
    case 'object':
    case 'record':
      return 'an object';
    default:
      return `${/^[aeiou]/.test(expected) ? 'an' : 'a'} ${expected}`;
  }
}
