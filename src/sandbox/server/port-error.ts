/** Thrown by `startSandbox` when it may not listen on the port. `port` is that port. */
export class PortError extends Error {
  override readonly name = 'PortError';
  readonly port: number;
  /** Whether another program listens there; else this account may not. */
  readonly isTaken: boolean;

  constructor(port: number, isTaken: boolean, cause: unknown) {
    super(
      isTaken
        ? `Port ${port} of 127.0.0.1 is taken by another program, perhaps an earlier sandbox. Stop that program, or choose another port (0 takes any free one).`
        : `This account may not listen on port ${port}. Choose another port (0 takes any free one).`,
      { cause },
    );
    this.port = port;
    this.isTaken = isTaken;
  }
}
