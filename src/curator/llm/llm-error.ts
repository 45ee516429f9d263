/** No answer came from the model, or none that can be used. The message says why, in words that complete "because …". */
export class LlmError extends Error {
  override readonly name = 'LlmError';
}
