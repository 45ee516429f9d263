import type { Sandbox } from '../../src/sandbox/server/sandbox.ts';
import type { TcpProxy } from '../../test/support/start-tcp-proxy.ts';
import type { Random } from '../support/random.ts';
import type { Replica } from '../support/replica.ts';

/** What trouble is made with. */
export interface Scene {
  slack: Sandbox;
  replicas: readonly Replica[];
  /** Stands between the app and its database. */
  between: TcpProxy;
  /** Ends all connections to the database, as an administrator does. */
  endConnections(): Promise<void>;
}

/** Something that goes wrong; it ends by itself after `ms`, or at once. */
interface Trouble {
  name: string;
  begin(scene: Scene, ms: number, random: Random): (() => void) | undefined;
}

const SOME_CALLS = ['chat.postMessage', 'chat.update', 'conversations.replies'] as const;

/** Faults of the Web API, on a few calls. */
const failing = (name: string, fault: (ms: number) => Parameters<Sandbox['faults']['api']>[1]): Trouble => ({
  name,
  begin: ({ slack }, ms, random) => {
    const method = random.pick(SOME_CALLS);
    return slack.faults.api(method, fault(ms), { times: random.between(1, 8) });
  },
});

const TROUBLES: readonly Trouble[] = [
  {
    name: 'app killed',
    begin: ({ replicas }, ms, random) => {
      random.pick(replicas).kill(ms);
      return undefined;
    },
  },
  {
    name: 'app told to end',
    begin: ({ replicas }, _, random) => {
      void random.pick(replicas).roll();
      return undefined;
    },
  },
  {
    name: 'all apps killed',
    begin: ({ replicas }, ms) => {
      for (const replica of replicas) replica.kill(ms);
      return undefined;
    },
  },
  {
    name: 'database cut off',
    begin: ({ between }) => {
      between.cut();
      return () => between.mend();
    },
  },
  {
    name: 'database silent',
    begin: ({ between }) => {
      between.freeze();
      return () => between.mend();
    },
  },
  {
    name: 'database connections ended',
    begin: ({ endConnections }) => {
      void endConnections();
      return undefined;
    },
  },
  {
    name: 'events told twice',
    begin: ({ slack }) => {
      slack.faults.duplicateEvents(true);
      return () => slack.faults.duplicateEvents(false);
    },
  },
  {
    name: 'events reordered',
    begin: ({ slack }) => {
      const letGo = slack.faults.holdEvents();
      return () => letGo('reversed');
    },
  },
  {
    name: 'acknowledgements lost',
    begin: ({ slack }) => {
      slack.faults.ignoreAcks(true);
      return () => slack.faults.ignoreAcks(false);
    },
  },
  {
    name: 'connections to Slack broken',
    begin: ({ slack }, ms) => {
      slack.faults.dropSockets({ refuseForMs: ms });
      return undefined;
    },
  },
  {
    name: 'connections to Slack renewed',
    begin: ({ slack }) => {
      slack.faults.askRefresh();
      return undefined;
    },
  },
  failing('Slack answers 500', () => ({ kind: 'http', status: 500 })),
  failing('Slack answers 429', (ms) => ({ kind: 'rate-limited', retryAfter: Math.ceil(ms / 1_000) })),
  failing('Slack breaks connections', () => ({ kind: 'reset' })),
  failing("Slack's answers are lost", () => ({ kind: 'lost-answer' })),
  failing('Slack is slow', (ms) => ({ kind: 'slow', ms })),
];

/** Trouble under way. */
export interface Making {
  /** How often each came. */
  counts(): Record<string, number>;
  /** Ends all of it; afterwards everything works. */
  end(): void;
}

/** Makes trouble again and again, which and for how long as the seed has it. */
export function makeTrouble(
  scene: Scene,
  random: Random,
  options: { leastGapMs: number; mostGapMs: number; mostMs: number },
): Making {
  const counts = new Map<string, number>();
  const ends = new Set<() => void>();
  let timer: NodeJS.Timeout | undefined;
  const next = (): void => {
    const trouble = random.pick(TROUBLES);
    const ms = random.between(100, options.mostMs);
    const gap = random.between(options.leastGapMs, options.mostGapMs);
    counts.set(trouble.name, (counts.get(trouble.name) ?? 0) + 1);
    const end = trouble.begin(scene, ms, random);
    if (end) {
      const once = (): void => {
        if (ends.delete(once)) end();
      };
      ends.add(once);
      setTimeout(once, ms);
    }
    timer = setTimeout(next, gap);
  };
  timer = setTimeout(next, options.mostGapMs);
  return {
    counts: () => Object.fromEntries([...counts].sort(([a], [b]) => a.localeCompare(b))),
    end: () => {
      clearTimeout(timer);
      for (const end of [...ends]) end();
      scene.slack.faults.clear();
      scene.between.mend();
    },
  };
}
