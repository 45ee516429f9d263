import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { Meter } from '../meter.ts';
import type { Exchange, Installations, Installed } from '../store/installations.ts';
import { within } from '../within.ts';

/** A token that ends sooner is renewed; Slack's end after twelve hours. */
const RENEW_BEFORE_MS = 2 * 60 * 60_000;
/** Who needs one that ends sooner waits for the new one, */
const WAIT_BEFORE_MS = 60_000;
/** but no longer than this: Slack wants an event acknowledged within three seconds, and what is to be said can wait. */
const WAIT_MS = 1_000;
/** After a failure, nobody asks Slack again for so long. */
const PAUSE_MS = 60_000;

/**
 * Installations whose tokens are renewed in time: while the old one still works nobody waits for the new one.
 * A token that cannot be renewed is handed out as it is, so that whoever uses it hears from Slack what is wrong.
 */
export function renewedInstallations(
  installations: Installations,
  exchange: Exchange,
  { clock, log, meter }: { clock: Clock; log: Logger; meter: Pick<Meter, 'failed'> },
): Installations {
  const underWay = new Map<string, Promise<Installed | undefined>>();
  const failedAt = new Map<string, number>();

  async function renewal(installed: Installed): Promise<Installed | undefined> {
    const { workspace } = installed;
    try {
      const renewed = await installations.renew(installed, exchange);
      failedAt.delete(workspace);
      return renewed;
    } catch (error) {
      failedAt.set(workspace, clock.now());
      meter.failed('token', 'access');
      log.error(
        { workspace, reason: error instanceof Error ? error.message : String(error) },
        'the token of a workspace could not be renewed; it is tried again, and where that goes on the app has to be installed there anew',
      );
      return installed;
    } finally {
      underWay.delete(workspace);
    }
  }

  function renew(installed: Installed): Promise<Installed | undefined> {
    const { workspace } = installed;
    const known = underWay.get(workspace);
    if (known) return known;
    const failed = failedAt.get(workspace);
    if (failed !== undefined && clock.now() - failed < PAUSE_MS) return Promise.resolve(installed);
    const started = renewal(installed);
    underWay.set(workspace, started);
    return started;
  }

  return {
    ...installations,
    find: async (workspace) => {
      const installed = await installations.find(workspace);
      if (installed?.expiresAt === undefined) return installed;
      const left = installed.expiresAt - clock.now();
      if (left > RENEW_BEFORE_MS) return installed;
      const renewed = renew(installed);
      return left > WAIT_BEFORE_MS ? installed : within(WAIT_MS, renewed).catch(() => installed);
    },
  };
}
