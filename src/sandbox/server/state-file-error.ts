/** Thrown by `startSandbox` when the state file is no snapshot of a sandbox. `file` is its path. */
export class StateFileError extends Error {
  override readonly name = 'StateFileError';
  readonly file: string;

  constructor(file: string, problem: string, cause?: unknown) {
    super(
      `${file} cannot be read as the sandbox's state: ${problem}. ` +
        'Move it away to begin with fresh conversations.',
      { cause },
    );
    this.file = file;
  }
}
