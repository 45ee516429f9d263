import { setImmediate } from 'node:timers/promises';

/** Collects what arrives while a write is under way and writes it together. */
export interface GroupCommit<T> {
  /** Resolves once the item is durably written. @throws what the write threw */
  add(item: T): Promise<void>;
}

/** So many items at most go into one write. */
const LARGEST_GROUP = 200;

interface Waiting<T> {
  item: T;
  resolve(): void;
  reject(error: unknown): void;
}

/**
 * One write at a time: what arrives at the same moment is written together, and so is what arrives meanwhile. When a
 * group cannot be written, each of its items is tried alone, so that one bad item harms no other.
 */
export function createGroupCommit<T>(write: (items: readonly T[]) => Promise<void>): GroupCommit<T> {
  let waiting: Waiting<T>[] = [];
  let running = false;

  async function writeGroup(group: readonly Waiting<T>[]): Promise<void> {
    try {
      await write(group.map(({ item }) => item));
      for (const each of group) each.resolve();
    } catch (error) {
      const [only, second] = group;
      if (only && !second) only.reject(error);
      else for (const each of group) await writeGroup([each]);
    }
  }

  async function run(): Promise<void> {
    while (waiting.length > 0) {
      // What came in by other sockets at the same moment goes along: one write more costs everybody more than this.
      await setImmediate();
      const group = waiting.slice(0, LARGEST_GROUP);
      waiting = waiting.slice(LARGEST_GROUP);
      await writeGroup(group);
    }
    running = false;
  }

  return {
    add: (item) =>
      new Promise<void>((resolve, reject) => {
        waiting.push({ item, resolve, reject });
        if (running) return;
        running = true;
        void run();
      }),
  };
}
