import type { Json } from '../../wire/json.ts';

/** @returns how many characters of text the blocks hold, at any depth */
export function textLength(value: Json | undefined): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + textLength(item), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce<number>((sum, [key, item]) => {
    return sum + (key === 'text' && typeof item === 'string' ? item.length : textLength(item));
  }, 0);
}
