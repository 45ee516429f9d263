import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { errorMember } from './error-member.ts';
import { PortError } from './port-error.ts';

/**
 * Begins to listen on 127.0.0.1, and nowhere else.
 * @returns the port, which the system chose when 0 was asked for
 * @throws PortError when it is taken, or not for this account
 */
export function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      const code = errorMember(error, 'code');
      const isOfPort = code === 'EADDRINUSE' || code === 'EACCES';
      reject(isOfPort ? new PortError(port, code === 'EADDRINUSE', error) : error);
    });
    server.listen(port, '127.0.0.1', () => resolve(portOf(server.address()) ?? port));
  });
}

function portOf(address: AddressInfo | string | null): number | undefined {
  return typeof address === 'object' ? address?.port : undefined;
}
