import { fileURLToPath } from 'node:url';
import { readCases } from '../../src/commands/eval/read-cases.ts';
import type { EvalCase } from '../../src/commands/eval-case.ts';

const folder = (name: string): string => fileURLToPath(new URL(`../golden/${name}`, import.meta.url));

/** The folder of the situations that guidance and phrases may be tuned on. */
export const GOLDEN = folder('cases');
/** The folder of those that were written apart, and are never tuned on. */
export const APART = folder('apart');

/** All labelled situations. */
export const goldenSituations = async (): Promise<EvalCase[]> => [
  ...(await readCases(GOLDEN)),
  ...(await readCases(APART)),
];
