import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ROUTES } from '../advisor/routes.ts';
import type { Finding } from './finding.ts';

const READ = ['facts.yaml', 'words.yaml', 'moods.yaml', 'problems.yaml'];

/** What would be overlooked silently: a folder that is not there, a file with a name that nothing reads. */
export async function findStrays(folder: string): Promise<Finding[]> {
  const names = await readdir(folder).catch(() => undefined);
  if (!names) {
    return [
      {
        file: folder,
        line: 1,
        what: 'This folder does not exist or cannot be read.',
        remedy:
          'Correct its path (GUIDANCE_DIR, WORKSPACE_GUIDANCE, or what check-pack was given), or create it.',
      },
    ];
  }
  return names.flatMap((name) => {
    const file = join(folder, name);
    if (/\.ya?ml$/.test(name) && !READ.includes(name)) {
      return [
        { file, line: 1, what: 'Nothing reads a file of this name.', remedy: `Call it ${READ.join(', ')}.` },
      ];
    }
    if (ROUTES.some((route) => name === `${route}.md`)) {
      return [
        { file, line: 1, what: 'Guidance is not read from here.', remedy: `Move it to guidance/${name}.` },
      ];
    }
    return [];
  });
}
