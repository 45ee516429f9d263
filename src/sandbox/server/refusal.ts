/**
 * Slack refuses what a person tries: a channel that is not there, a message of somebody else. `code` is a word
 * in the manner of Slack's error codes.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}
