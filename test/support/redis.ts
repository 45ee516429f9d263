import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { eventually } from './eventually.ts';
import { freePort } from './free-port.ts';

/** Whether there is a Redis on this machine to start. */
export const redisIsHere = ((): boolean => {
  try {
    execFileSync('redis-server', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

/** A Redis of the tests' own, which keeps nothing on disk. */
export interface Redis {
  url: string;
  /** Ends it without a goodbye; it can be started again on its port. */
  kill(): Promise<void>;
  /** It takes what is asked and does not answer, until it is started. */
  freeze(): void;
  start(): Promise<void>;
}

export async function startRedis(): Promise<Redis> {
  const port = await freePort();
  let server: ChildProcess | undefined;
  const kill = async () => {
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, 'exit');
    server.kill('SIGKILL');
    await ended;
  };
  const start = async () => {
    if (server?.exitCode === null && server.signalCode === null) {
      server.kill('SIGCONT');
      return;
    }
    const words = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
    server = spawn('redis-server', words, { stdio: 'ignore', cwd: '/' });
    await eventually(() => answers(port));
  };
  await start();
  return { url: `redis://127.0.0.1:${port}`, kill, start, freeze: () => server?.kill('SIGSTOP') };
}

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('error', () => resolve(false));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
