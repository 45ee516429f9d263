/** Thrown by `startSandbox` when another program listens on the port. `port` is that port. */
export class PortInUseError extends Error {
  override readonly name = 'PortInUseError';
  readonly port: number;

  constructor(port: number, cause: unknown) {
    super(
      `Port ${port} of 127.0.0.1 is taken by another program, perhaps an earlier sandbox. ` +
        `Stop that program, or choose another port (0 takes any free one).`,
      { cause },
    );
    this.port = port;
  }
}
