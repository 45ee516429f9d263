import { fileURLToPath } from 'node:url';
import type { Pack } from '../../../src/advisor/pack.ts';
import { ownReady } from '../../runner/own-guidance.ts';

/** The folder of our own pack. */
export const PACK_DIR = fileURLToPath(new URL('../../../prompts', import.meta.url));

/** Our own pack. */
export const loadRealPack = async (): Promise<Pack> => (await ownReady()).pack;
