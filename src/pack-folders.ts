import { join } from 'node:path';
import { PACKAGE_ROOT } from './package-root.ts';

/** The folders of the pack: our own, and the company's where GUIDANCE_DIR names one. */
export const packFolders = (guidanceDir: string | undefined): [string, ...string[]] => {
  const own = join(PACKAGE_ROOT, 'prompts');
  return guidanceDir === undefined ? [own] : [own, guidanceDir];
};
