import { createServer } from 'node:net';

/** Below the ports that the system gives to whoever connects: none of them is taken by chance before it is used. */
const FIRST = 12_000;
const PER_WORKER = 1_000;
const WORKERS = 20;

const worker = Number(process.env.JEST_WORKER_ID ?? 0) % WORKERS;
let next = Math.floor(Math.random() * PER_WORKER);

/** @returns a port of 127.0.0.1 on which nobody listens; workers that run side by side have ports of their own */
export async function freePort(): Promise<number> {
  for (let tried = 0; tried < PER_WORKER; tried++) {
    const port = FIRST + worker * PER_WORKER + (next++ % PER_WORKER);
    if (await isFree(port)) return port;
  }
  throw new Error(`No port is free from ${FIRST + worker * PER_WORKER} on.`);
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
