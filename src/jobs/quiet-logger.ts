import { Logger as GraphileLogger, type LogLevel } from 'graphile-worker';
import type { Logger } from 'pino';

/** So much of a message of the queue is logged. */
const LONGEST = 300;

/** The queue's own messages in our log, without what jobs carry. */
export function quietLogger(log: Logger): GraphileLogger {
  return new GraphileLogger(() => (level: LogLevel, message: string) => {
    const text = message.slice(0, LONGEST);
    if (level === 'error') log.error(text);
    else if (level === 'warning') log.warn(text);
    else log.trace(text);
  });
}
