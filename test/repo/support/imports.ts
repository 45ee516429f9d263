import { posix } from 'node:path';
import { ownFiles, read } from './repository.ts';

/** One import statement of a source file. */
export interface Import {
  /** The file that imports, as a path below src. */
  from: string;
  /** A path below src, or the name of a package as it is written. */
  to: string;
  /** Whether `to` is a package. */
  package: boolean;
  /** Whether it vanishes when types are stripped. */
  typeOnly: boolean;
}

const IMPORT = /(?:^|\n)\s*(import|export)\s+(type\s+)?(?:[^'";]*?\s+from\s+)?'([^']+)'/g;
const DYNAMIC = /\bimport\(\s*'([^']+)'\s*\)/g;

/** All imports of src, dynamic ones included. */
export async function importsOfSource(): Promise<Import[]> {
  const files = (await ownFiles()).filter((path) => /^src\/.*\.tsx?$/.test(path));
  const found = await Promise.all(files.map(async (path) => importsIn(path, await read(path))));
  return found.flat();
}

function importsIn(path: string, text: string): Import[] {
  const from = posix.relative('src', path);
  const code = text.replace(/\/\*.*?\*\//gs, '').replace(/^\s*\/\/.*$/gm, '');
  const statics = [...code.matchAll(IMPORT)].map(([, , type, to]) => ({
    to: to ?? '',
    typeOnly: Boolean(type),
  }));
  const dynamics = [...code.matchAll(DYNAMIC)].map(([, to]) => ({ to: to ?? '', typeOnly: false }));
  return [...statics, ...dynamics].map(({ to, typeOnly }) =>
    to.startsWith('.')
      ? { from, to: posix.join(posix.dirname(from), to), package: false, typeOnly }
      : { from, to, package: true, typeOnly },
  );
}

/** The layer that a file belongs to: its folder below src, or the file itself where it stands in src. */
export const layerOf = (path: string): string => path.split('/')[0] ?? path;

/** The package behind a module's name: "@a/b/c" is of "@a/b". */
export const packageOf = (name: string): string =>
  name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');
