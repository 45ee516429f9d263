import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
/** So long it may take to find its database; then it is started again. */
const START_LIMIT_MS = 30_000;
const RESTART_MS = 500;

/** A process of the built app that is always started again, as a container would be. */
export interface Replica {
  /** Ends it without a chance to do anything; it is started again after `forMs`. */
  kill(forMs: number): void;
  /** Tells it to end; resolves with its exit code, or the signal that ended it. It is started again. */
  roll(): Promise<number | string>;
  /** Resolves once it is connected. */
  ready(): Promise<void>;
  /** How often it ended by itself, with its last words: what nobody caught. */
  deaths(): readonly string[];
  stop(): Promise<void>;
}

export function startReplica(env: Record<string, string>): Replica {
  const deaths: string[] = [];
  const words: string[] = [];
  let child: ChildProcess | undefined;
  let stopping = false;
  let wanted: 'killed' | 'told' | undefined;
  let pauseMs = 0;
  let isReady = false;

  async function live(): Promise<void> {
    const started = spawn(process.execPath, [CLI, 'start'], {
      env: { PATH: process.env.PATH, PORT: '0', LOG_LEVEL: 'error', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child = started;
    wanted = undefined;
    let connected = false;
    const hear = (line: string): void => {
      if (line.includes('is connected to')) {
        connected = true;
        isReady = true;
      }
      words.push(line);
      words.splice(0, words.length - 20);
    };
    for (const stream of [started.stdout, started.stderr]) createInterface(stream).on('line', hear);
    const slow = setTimeout(() => {
      if (!isReady) started.kill('SIGKILL');
    }, START_LIMIT_MS);
    const [code, signal] = await once(started, 'exit');
    clearTimeout(slow);
    isReady = false;
    // One that does not find its database when it starts says so and ends; what ends later ends for a fault of ours.
    if (!stopping && wanted === undefined && connected)
      deaths.push(`ended with ${code ?? signal}: ${words.slice(-3).join(' | ')}`);
  }

  const running = (async () => {
    while (!stopping) {
      await live();
      await delay(stopping ? 0 : RESTART_MS + pauseMs);
      pauseMs = 0;
    }
  })();

  const ready = async (): Promise<void> => {
    while (!isReady && !stopping) await delay(50);
  };
  return {
    ready,
    kill: (forMs) => {
      wanted = 'killed';
      pauseMs = forMs;
      child?.kill('SIGKILL');
    },
    roll: async () => {
      await ready();
      const told = child;
      if (!told) return 'not there';
      wanted = 'told';
      told.kill('SIGTERM');
      const [code, signal] = await once(told, 'exit');
      return code ?? signal;
    },
    deaths: () => [...deaths],
    stop: async () => {
      stopping = true;
      child?.kill('SIGTERM');
      await running;
    },
  };
}
