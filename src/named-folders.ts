/** A folder, and the name by which people choose it. */
export interface NamedFolder {
  name: string;
  folder: string;
}

/** Slack shows so many boxes to tick in one field. */
const MOST = 10;
/** What reads well beside a box. */
const NAME = /^[\p{L}\p{N}](?:[\p{L}\p{N} _-]{0,28}[\p{L}\p{N}])?$/u;

/**
 * Reads `health=./guidance/health, law=./guidance/law`.
 * @returns the folders in their order, or what is wrong, by the number of the entry and without its text
 */
export function readNamedFolders(text: string): { folders: NamedFolder[] } | { fault: string } {
  const entries = text
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean);
  if (entries.length > MOST)
    return {
      fault: `there are ${entries.length} folders; a form has room for ${MOST}, so put some together`,
    };
  const folders: NamedFolder[] = [];
  for (const [index, entry] of entries.entries()) {
    const at = entry.indexOf('=');
    const name = entry.slice(0, Math.max(0, at)).trim();
    const folder = entry.slice(at + 1).trim();
    const fault = faultOf({ name, folder }, folders);
    if (fault !== undefined) return { fault: `entry ${index + 1} ${fault}` };
    folders.push({ name, folder });
  }
  return { folders };
}

function faultOf({ name, folder }: NamedFolder, earlier: readonly NamedFolder[]): string | undefined {
  if (name === '' || folder === '')
    return 'is no name with its folder; write both with "=" between, such as health=./guidance/health, and a comma before the next';
  if (!NAME.test(name))
    return 'has a name that cannot be used; write at most 30 letters, digits, spaces, "-" and "_", with a letter or digit first and last';
  if (earlier.some((other) => other.name.toLowerCase() === name.toLowerCase()))
    return 'has the name of an earlier one; people choose by it, so give each its own';
  return undefined;
}
