import { writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { readIfThere } from './read-if-there.ts';

/** The port of the last start if it is still free, else any free one. */
export async function choosePort(dataDir: string): Promise<number> {
  const remembered = Number(await readIfThere(join(dataDir, 'port')));
  const usable = Number.isInteger(remembered) && remembered > 0 && remembered < 65_536;
  return usable && (await isFree(remembered)) ? remembered : await listenOnce(0);
}

/** Keeps the port for the next start, so that an address someone noted stays right. */
export async function rememberPort(dataDir: string, port: number): Promise<void> {
  await writeFile(join(dataDir, 'port'), `${port}\n`);
}

/** Could a server listen on this port now? */
export async function isFree(port: number): Promise<boolean> {
  return (await listenOnce(port).catch(() => undefined)) === port;
}

function listenOnce(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address: AddressInfo | string | null = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
