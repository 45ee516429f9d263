import type { EnteredValues } from '../../wire/element-value.ts';

/** @returns what was entered before with what is entered now over it */
export function mergeEntered(before: EnteredValues, now: EnteredValues): EnteredValues {
  const merged = { ...before };
  for (const [blockId, values] of Object.entries(now)) merged[blockId] = { ...merged[blockId], ...values };
  return merged;
}
