/**
 * @returns a member of an error as a string, such as its `code`. Not by `instanceof`: an error of Node's own can come
 *   from another realm than this module, as under Jest.
 */
export function errorMember(error: unknown, member: 'code' | 'name'): string | undefined {
  if (typeof error !== 'object' || error === null || !(member in error)) return undefined;
  const value: unknown = Reflect.get(error, member);
  return typeof value === 'string' ? value : undefined;
}
