/** A list with room for so many: itself, or a copy that is longer, and has some more. */
export function withRoom(list: Int32Array<ArrayBuffer>, least: number): Int32Array<ArrayBuffer> {
  if (list.length >= least) return list;
  const grown = new Int32Array(2 * least);
  grown.set(list);
  return grown;
}
