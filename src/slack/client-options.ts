import type { WebClientOptions } from '@slack/web-api';
import type { Logger } from 'pino';
import { createBoltLogger } from './bolt-logger.ts';

/** A call that takes longer is given up; the outbox tries again. */
const TIMEOUT_MS = 10_000;

/**
 * Options for every Web client. Retries are ours alone: chat.postMessage is not idempotent, and the library would repeat
 * it after every network error. A 429 comes back as an error with its waiting time, instead of pausing the whole queue.
 * A fresh object each time, because Socket Mode changes the one it is given.
 */
export const clientOptions = (apiUrl: string | undefined, log: Logger): WebClientOptions => ({
  timeout: TIMEOUT_MS,
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  logger: createBoltLogger(log),
  ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
});
