import { randomBytes } from 'node:crypto';

/** A grant is taken for a token within this time, once. */
const GRANT_MS = 10 * 60_000;

/** What somebody granted on the authorize page, until the app takes its token for it. */
export interface Grant {
  team: string;
  scopes: string;
}

/** Codes that stand for grants. */
export interface Grants {
  /** @returns the code to be sent back to the app */
  issue(grant: Grant): string;
  /** A code works once. */
  take(code: string): Grant | undefined;
}

/** @param now milliseconds since 1970 */
export function createGrants(now: () => number): Grants {
  const open = new Map<string, { grant: Grant; until: number }>();
  return {
    issue: (grant) => {
      const code = randomBytes(24).toString('hex');
      open.set(code, { grant, until: now() + GRANT_MS });
      return code;
    },
    take: (code) => {
      const found = open.get(code);
      open.delete(code);
      return found && found.until > now() ? found.grant : undefined;
    },
  };
}
