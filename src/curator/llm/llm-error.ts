import { NO_USAGE, type Usage } from '../curator.ts';

/** The server did not give an answer, gave one of no use, or was not asked because a limit of the day is reached. */
export type LlmFailure = 'unavailable' | 'unusable' | 'limit';

/** No answer came from the model, or none that can be used. The message says why, in words that complete "because …". */
export class LlmError extends Error {
  override readonly name = 'LlmError';
  /** What it cost all the same. */
  readonly usage: Usage;
  readonly failure: LlmFailure;

  constructor(
    message: string,
    {
      usage = NO_USAGE,
      failure = 'unusable',
      ...options
    }: ErrorOptions & { usage?: Usage; failure?: LlmFailure } = {},
  ) {
    super(message, options);
    this.usage = usage;
    this.failure = failure;
  }
}
