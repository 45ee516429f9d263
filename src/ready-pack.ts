import { makeReady, type ReadyPack } from './curator/ready-pack.ts';
import { loadPack } from './pack/load.ts';
import { packFolders } from './pack-folders.ts';

/**
 * Reads the guidance that counts everywhere: ours, and a company's own where there is some.
 * @throws PackError for what is wrong in it, with file, line and remedy
 */
export const readyPack = async (guidanceDir: string | undefined): Promise<ReadyPack> =>
  makeReady(await loadPack(packFolders(guidanceDir)));
