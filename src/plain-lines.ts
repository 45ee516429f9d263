import type { DestinationStream } from 'pino';
import { z } from 'zod';

const Line = z.object({
  level: z.number(),
  msg: z.string(),
  error: z.object({ message: z.string() }).optional(),
});

/** Pino's number for a warning; what is worse has a higher one. */
const WARNING = 40;

/** The log for a person at a terminal: what happened, without what only machines read. */
export const plainLines: DestinationStream = {
  write(line) {
    const { level, msg, error } = Line.parse(JSON.parse(line));
    const why = error ? `: ${error.message}` : '';
    process.stdout.write(`${level >= WARNING ? '! ' : '  '}${msg}${why}\n`);
  },
};
