import { connect, createServer, type Socket } from 'node:net';

/** Stands between a client and a server, so that a test can take the server away and give it back. */
export interface TcpProxy {
  /** The address of the server, by way of this. */
  url: string;
  /** Ends all connections and refuses new ones, as a server that is down does. */
  cut(): void;
  /** Keeps connections and takes new ones, and lets nothing through, as a network that loses packets does. */
  freeze(): void;
  /** Everything works again; what was frozen goes on. */
  mend(): void;
}

/** @param serverUrl an address with host and port, such as that of a database */
export async function startTcpProxy(serverUrl: string): Promise<TcpProxy & { close(): Promise<void> }> {
  const target = new URL(serverUrl);
  const open = new Set<Socket>();
  let state: 'open' | 'cut' | 'frozen' = 'open';
  const server = createServer((client) => {
    if (state === 'cut') {
      client.destroy();
      return;
    }
    const upstream = connect(Number(target.port), target.hostname);
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      open.add(from);
      if (state === 'frozen') from.pause();
      from.on('data', (data) => to.write(data));
      from.on('error', () => to.destroy());
      from.on('close', () => {
        open.delete(from);
        to.destroy();
      });
    }
    if (state === 'frozen') for (const socket of [client, upstream]) socket.pause();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const end = () => {
    for (const socket of open) socket.destroy();
  };
  const address = server.address();
  const url = new URL(serverUrl);
  url.hostname = '127.0.0.1';
  url.port = String(typeof address === 'object' ? address?.port : '');
  return {
    url: url.href,
    cut: () => {
      state = 'cut';
      end();
    },
    freeze: () => {
      state = 'frozen';
      for (const socket of open) socket.pause();
    },
    mend: () => {
      state = 'open';
      for (const socket of open) socket.resume();
    },
    close: () => {
      end();
      return new Promise((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}
