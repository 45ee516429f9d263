import type { Clock } from '../clock.ts';
import type { Installations, Installed } from './installations.ts';

/** What another process changed is seen after this time. */
const KEEP_MS = 60_000;
/** The installations that were used last. */
const MOST = 1_000;

/**
 * Keeps in memory what was found a moment ago, so that installations in use are not read and decrypted anew for each event.
 * What is not installed is asked for each time.
 */
export function knownInstallations(kept: Installations, clock: Clock): Installations {
  const known = new Map<string, { found: Promise<Installed | undefined>; at: number }>();

  function ask(workspace: string): Promise<Installed | undefined> {
    const found = kept.find(workspace);
    const entry = { found, at: clock.now() };
    known.delete(workspace);
    known.set(workspace, entry);
    for (const oldest of known.keys()) {
      if (known.size <= MOST) break;
      known.delete(oldest);
    }
    const drop = (): void => {
      if (known.get(workspace) === entry) known.delete(workspace);
    };
    found.then((installed) => installed ?? drop(), drop);
    return found;
  }

  return {
    find: (workspace) => {
      const entry = known.get(workspace);
      return entry && clock.now() - entry.at < KEEP_MS ? entry.found : ask(workspace);
    },
    keep: async (installed, at) => {
      await kept.keep(installed, at);
      known.delete(installed.workspace);
    },
    renew: async (which, exchange) => {
      const renewed = await kept.renew(which, exchange);
      known.delete(which.workspace);
      return renewed;
    },
    remove: async (workspace, at, only) => {
      const removed = await kept.remove(workspace, at, only);
      known.delete(workspace);
      return removed;
    },
    reseal: () => kept.reseal(),
  };
}
