import { type Logger as BoltLogger, LogLevel } from '@slack/bolt';
import type { Logger } from 'pino';

/** So much of a library's message is logged; it may quote what somebody wrote. */
const LONGEST = 200;

/**
 * Bolt's messages in our log: only the text that Bolt itself wrote, never the objects beside it, which may hold payloads.
 */
export function createBoltLogger(log: Logger): BoltLogger {
  const text = (parts: unknown[]): string =>
    parts
      .filter((part) => typeof part === 'string')
      .join(' ')
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
