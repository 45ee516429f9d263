import type { JsonObject } from '../../wire/json.ts';

/** A method answers `{ok: false, error}`; `extra` goes into the answer beside it. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly error: string;
  readonly extra: JsonObject;

  constructor(error: string, extra: JsonObject = {}) {
    super(error);
    this.error = error;
    this.extra = extra;
  }
}

/** @returns an error whose answer lists what is wrong, in both places where Slack lists it */
export function detailedError(error: string, messages: readonly string[]): ApiError {
  return new ApiError(error, {
    errors: [...messages],
    response_metadata: { messages: messages.map((message) => `[ERROR] ${message}`) },
  });
}
