import type { Pack } from '../../src/advisor/pack.ts';
import type { ReadyPack } from '../../src/curator/ready-pack.ts';
import { type Guidances, readGuidances } from '../../src/guidances.ts';

let read: Promise<Guidances> | undefined;

/**
 * Our own guidance, read once a worker, for all of its test files: it never changes. That holds because this file stands
 * here: only this folder's modules are not loaded anew for each test file (load.js).
 */
export function ownGuidances(): Promise<Guidances> {
  read ??= readGuidances({ guidanceDir: undefined, workspaceGuidance: [], llm: undefined });
  return read;
}

/** Our own pack with all that is built from it. */
export const ownReady = async (): Promise<ReadyPack> => (await ownGuidances()).usual;

/** Our own pack. */
export const ownPack = async (): Promise<Pack> => (await ownReady()).pack;
