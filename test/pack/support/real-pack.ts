import { fileURLToPath } from 'node:url';
import type { Pack } from '../../../src/advisor/pack.ts';
import { loadPack } from '../../../src/pack/load.ts';

/** The folder of our own pack. */
export const PACK_DIR = fileURLToPath(new URL('../../../prompts', import.meta.url));

let loaded: Promise<Pack> | undefined;

/** Our own pack, read once a test file. */
export function loadRealPack(): Promise<Pack> {
  loaded ??= loadPack([PACK_DIR]);
  return loaded;
}
