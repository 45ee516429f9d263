/** Collects what arrives while writes are under way and writes it together. */
export interface GroupCommit<T> {
  /** Resolves once the item is durably written. @throws what the write threw */
  add(item: T): Promise<void>;
}

/** So many items at most go into one write. */
const LARGEST_GROUP = 200;
/** While one write waits for the disk, another is worked on. */
const MOST_WRITES = 2;
/** Beside another write only so many items are worth one of their own; fewer wait for more to go with. */
const WORTH_A_WRITE = 8;

interface Waiting<T> {
  item: T;
  key: string;
  resolve(): void;
  reject(error: unknown): void;
}

/**
 * Few writes at a time: what arrives at the same moment is written together, and so is what arrives meanwhile. When a
 * group cannot be written, each of its items is tried alone, so that one bad item harms no other.
 * @param keyOf what may not overtake each other: items with the same key are written in their order, and in no two writes
 *   at once. Without it all items are of one key, and there is one write at a time
 */
export function createGroupCommit<T>(
  write: (items: readonly T[]) => Promise<void>,
  keyOf: (item: T) => string = () => '',
): GroupCommit<T> {
  let waiting: Waiting<T>[] = [];
  const underWay = new Map<Promise<void>, ReadonlySet<string>>();
  let isDue = false;

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

  /** Takes those that wait for nobody but themselves, in their order. */
  function nextGroup(): Waiting<T>[] {
    const group: Waiting<T>[] = [];
    const left: Waiting<T>[] = [];
    const busy = [...underWay.values()];
    for (const each of waiting) {
      const mayGo = group.length < LARGEST_GROUP && !busy.some((keys) => keys.has(each.key));
      (mayGo ? group : left).push(each);
    }
    if (underWay.size > 0 && group.length < WORTH_A_WRITE) return [];
    waiting = left;
    return group;
  }

  function begin(): void {
    isDue = false;
    const group = nextGroup();
    if (group.length === 0) return;
    const written = writeGroup(group).then(() => {
      underWay.delete(written);
      goOn();
    });
    underWay.set(written, new Set(group.map(({ key }) => key)));
    goOn();
  }

  function goOn(): void {
    if (isDue || waiting.length === 0 || underWay.size >= MOST_WRITES) return;
    isDue = true;
    // What came in by other sockets at the same moment goes along: one write more costs everybody more than this.
    setImmediate(begin);
  }

  return {
    add: (item) =>
      new Promise<void>((resolve, reject) => {
        waiting.push({ item, key: keyOf(item), resolve, reject });
        goOn();
      }),
  };
}
