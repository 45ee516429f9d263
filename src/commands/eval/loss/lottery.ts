import { createHash } from 'node:crypto';

/**
 * A number from 0 up to 1 that looks like chance and belongs to these words alone: a case that is added, or a rule that
 * changes, draws nothing anew, so that two versions of the rules are held against the same losses.
 */
export function drawn(...of: readonly (string | number)[]): number {
  const hash = createHash('sha256').update(JSON.stringify(of)).digest();
  return hash.readUInt32BE(0) / 2 ** 32;
}
