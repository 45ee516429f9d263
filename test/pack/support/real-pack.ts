import { fileURLToPath } from 'node:url';

/** The folder of our own pack. */
export const PACK_DIR = fileURLToPath(new URL('../../../prompts', import.meta.url));
