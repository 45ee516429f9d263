/** A folder, and the name by which people choose it. */
export interface NamedFolder {
  name: string;
  folder: string;
}

/** Slack shows so many boxes to tick at once. */
const MOST = 10;
/** What reads well beside a box, and holds nothing that separates. */
const NAME = /^[\p{L}\p{N}](?:[\p{L}\p{N} _-]{0,28}[\p{L}\p{N}])?$/u;

/** Reads `health=./guidance/health, law=./guidance/law`. @returns the folders in their order, or what is wrong */
export function readNamedFolders(text: string): { folders: NamedFolder[] } | { fault: string } {
  const folders: NamedFolder[] = [];
  for (const entry of text.split(',')) {
    if (entry.trim() === '') continue;
    const at = entry.indexOf('=');
    const name = entry.slice(0, Math.max(0, at)).trim();
    const folder = entry.slice(at + 1).trim();
    if (at === -1 || folder === '')
      return {
        fault: 'write a name, "=" and a folder, such as health=./guidance/health; more follow after commas',
      };
    if (!NAME.test(name))
      return {
        fault: `the name of entry ${folders.length + 1} cannot be used; write up to 30 letters, digits, spaces, "-" or "_" before the "=", with a letter or digit first and last`,
      };
    if (folders.some((other) => other.name.toLowerCase() === name.toLowerCase()))
      return {
        fault: `the name "${name}" is there twice; people choose by it, so give each folder one of its own`,
      };
    folders.push({ name, folder });
  }
  if (folders.length > MOST)
    return {
      fault: `${folders.length} folders are listed, and a form shows ${MOST} at most; put some together`,
    };
  return { folders };
}
