import { setImmediate } from 'node:timers/promises';

/** Collects what arrives while a write is under way and writes it together. */
export interface GroupCommit<T> {
  /** Resolves once the item is durably written. @throws what the write threw */
  add(item: T): Promise<void>;
}

/**
 * So many items at most go into one write. With more, all who send would wait for the same write, and this process with
 * them: smaller ones let it read and answer while the database works.
 */
const LARGEST_GROUP = 50;

interface Waiting<T> {
  item: T;
  resolve(): void;
  reject(error: unknown): void;
}

/** Tells those who wait for a group what became of it. */
type Tell = () => void;

/**
 * One write at a time: what arrives at the same moment is written together, and so is what arrives meanwhile. When a
 * group cannot be written, each of its items is tried alone, so that one bad item harms no other.
 */
export function createGroupCommit<T>(write: (items: readonly T[]) => Promise<void>): GroupCommit<T> {
  let waiting: Waiting<T>[] = [];
  let running = false;

  async function writeGroup(group: readonly Waiting<T>[]): Promise<Tell> {
    try {
      await write(group.map(({ item }) => item));
      return () => {
        for (const each of group) each.resolve();
      };
    } catch (error) {
      const [only, second] = group;
      if (only && !second) return () => only.reject(error);
      for (const each of group) (await writeGroup([each]))();
      return () => undefined;
    }
  }

  async function run(): Promise<void> {
    let tell: Tell = () => undefined;
    while (waiting.length > 0) {
      // What came in by other sockets at the same moment goes along: one write more costs everybody more than this.
      await setImmediate();
      const group = waiting.slice(0, LARGEST_GROUP);
      waiting = waiting.slice(LARGEST_GROUP);
      const writing = writeGroup(group);
      // The next write is on its way before the last one is answered, so that the database works while this process does.
      await setImmediate();
      tell();
      tell = await writing;
      if (waiting.length === 0) tell();
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
