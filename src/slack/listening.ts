import type { Server } from 'node:http';
import type { HTTPReceiver } from '@slack/bolt';

/**
 * A proxy keeps connections for later, some for ten minutes. One that we close in the moment in which it uses it again is
 * an event that nobody took, so it has to be the proxy that closes them; Node.js would after five seconds.
 */
const KEEP_ALIVE_MS = 620_000;
/** At the end, connections are closed this soon after their last answer. */
const LOOK_MS = 50;

/** Takes Slack's requests at an address, until it is stopped; what came before that is still answered. */
export function listening(
  receiver: HTTPReceiver,
  at: { port: number; host: string },
): { start(): Promise<unknown>; stop(): Promise<unknown> } {
  let server: Pick<Server, 'closeIdleConnections'> | undefined;
  return {
    start: async () => {
      server = await receiver.start(at, { keepAliveTimeout: KEEP_ALIVE_MS });
    },
    stop: async () => {
      // Node.js closes what is idle now, but not what becomes idle with its last answer.
      const looking = setInterval(() => server?.closeIdleConnections(), LOOK_MS);
      try {
        await receiver.stop();
      } finally {
        clearInterval(looking);
      }
    },
  };
}
