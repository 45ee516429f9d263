import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PACKAGE_ROOT } from './package-root.ts';

/** What a model is told, from the pack's own folder, such as read.md. */
export const readTemplate = (name: string): Promise<string> =>
  readFile(join(PACKAGE_ROOT, 'prompts', name), 'utf8');
