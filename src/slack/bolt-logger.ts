import { type Logger as BoltLogger, LogLevel } from '@slack/bolt';
import type { Logger } from 'pino';

/** So much of a library's message is logged. */
const LONGEST = 200;

/**
 * Bolt's messages in our log: only the text that Bolt itself wrote, never the objects beside it, and nothing from where a
 * text begins to repeat a payload, which may hold what somebody wrote.
 */
export function createBoltLogger(log: Logger): BoltLogger {
  const text = (parts: unknown[]): string =>
    parts
      .filter((part) => typeof part === 'string')
      .join(' ')
      .replace(/[{"].*$/s, '…')
      .slice(0, LONGEST);
  return {
    debug: (...parts) => log.trace(text(parts)),
    info: (...parts) => log.debug(text(parts)),
    warn: (...parts) => log.warn(text(parts)),
    error: (...parts) => log.error(text(parts)),
    setLevel: () => undefined,
    getLevel: () => LogLevel.DEBUG,
    setName: () => undefined,
  };
}
