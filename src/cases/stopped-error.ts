/** Somebody pressed Stop while we were at work. Nothing of the turn is written. */
export class StoppedError extends Error {
  override readonly name = 'StoppedError';
}
