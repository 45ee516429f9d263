import { NO_USAGE, type Usage } from '../curator.ts';

/** No answer came from the model, or none that can be used. The message says why, in words that complete "because …". */
export class LlmError extends Error {
  override readonly name = 'LlmError';
  /** What it cost all the same. */
  readonly usage: Usage;

  constructor(message: string, { usage = NO_USAGE, ...options }: ErrorOptions & { usage?: Usage } = {}) {
    super(message, options);
    this.usage = usage;
  }
}
