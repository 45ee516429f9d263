/** What went wrong, for code that wants to react; the message is for the operator. */
export type EmbeddedPostgresProblem =
  | 'no-binaries'
  | 'broken-binaries'
  | 'no-account'
  | 'no-place'
  | 'wrong-owner'
  | 'other-version'
  | 'lost-password'
  | 'wrong-password'
  | 'bad-setting'
  | 'create-failed'
  | 'start-failed'
  | 'stop-failed'
  | 'busy';

/**
 * The embedded PostgreSQL could not do what was asked. The message says what happened, what was kept and what to
 * do about it; data that was there before is never removed.
 */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';
  readonly code: EmbeddedPostgresProblem;

  constructor(code: EmbeddedPostgresProblem, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** The way out that is always open: ends most messages. */
export const USE_YOUR_OWN = 'set DATABASE_URL to a PostgreSQL of your own';
