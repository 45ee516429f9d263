/** What must be ended, in the order in which it was started; ended in the reverse order. */
export class ShutDown {
  readonly #steps: (() => Promise<unknown>)[] = [];

  /** Adds something to end later. */
  defer(step: () => Promise<unknown>): void {
    this.#steps.push(step);
  }

  /** Ends everything, the last started first. One that fails does not keep the others from ending. */
  async run(): Promise<void> {
    for (let step = this.#steps.pop(); step; step = this.#steps.pop()) await step().catch(() => undefined);
  }
}
