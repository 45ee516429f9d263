import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Account } from '../../../../src/store/embedded/account.ts';
import type { Project } from './project.ts';
import { query } from './query.ts';
import { makeWorld } from './world.ts';

/** A data folder that nobody uses now, with 42 in the table `kept`: copying one is quicker than making one. */
export async function makeTemplate(project: Project, owner: Account | undefined): Promise<string> {
  const world = await makeWorld(project, owner);
  try {
    const { url, dataDir, stop } = await world.start({});
    await query(url, 'create table kept as select 42');
    await stop();
    const template = join(project.folder, 'template');
    await rename(dataDir, template);
    return template;
  } finally {
    await world.end();
  }
}
