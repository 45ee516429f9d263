import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../../src/store/embedded/start-embedded-postgres.ts';

/** A PostgreSQL of the benchmark's own, with its usual durability, gone after it. */
export async function startDatabase(): Promise<{ url: string; stop(): Promise<void> }> {
  const folder = await temporaryFolder();
  const server = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres') });
  return {
    url: server.url,
    stop: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A new folder that PostgreSQL's account can reach, too, when root runs the benchmark. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tune-or-not-bench-'));
  await chmod(folder, 0o711);
  return folder;
}
