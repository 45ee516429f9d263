import { afterTest } from './clean-up.ts';
import { startTcpProxy, type TcpProxy } from './start-tcp-proxy.ts';

export type { TcpProxy };

/** Stands between a client and a server until the test ends. @param serverUrl an address with host and port */
export async function tcpProxy(serverUrl: string): Promise<TcpProxy> {
  const proxy = await startTcpProxy(serverUrl);
  afterTest(() => proxy.close());
  return proxy;
}
