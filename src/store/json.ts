/** PostgreSQL holds no NUL, and its jsonb no half of a surrogate pair, as a cut through an emoji leaves one. */
const storable = (text: string): string => text.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '\ufffd');

/** A value as JSON that every jsonb column takes, whatever somebody typed. */
export const toJson = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) => (typeof part === 'string' ? storable(part) : part));
