import { type DestinationStream, type Logger, pino } from 'pino';
import type { Config } from './config.ts';

/** What must never be in a log, wherever it stands in an object. */
const SECRET_PATHS = [
  'token',
  'apiKey',
  'authorization',
  'password',
  'text',
  'quote',
  'body',
  'headers',
].flatMap((key) => [key, `*.${key}`, `*.*.${key}`]);

/** Errors say what happened; what they carry along (requests, payloads, SQL values) stays out. */
const serialiseError = (error: unknown) =>
  error instanceof Error
    ? {
        name: error.name,
        message: error.message,
        ...('code' in error ? { code: error.code } : {}),
        stack: error.stack,
      }
    : { message: String(error) };

/**
 * The log of the process, with nothing that anybody wrote and no secret in it.
 * @param lines where its JSON lines go; standard output, unless something else is given
 */
export const createLog = (level: Config['logLevel'], lines: DestinationStream = pino.destination()): Logger =>
  pino(
    {
      level,
      redact: { paths: SECRET_PATHS, censor: '[left out]' },
      serializers: { error: serialiseError, err: serialiseError },
    },
    lines,
  );
