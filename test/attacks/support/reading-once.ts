import { addUsages, type Curator, NO_USAGE, type Reading } from '../../../src/curator/curator.ts';

/**
 * The offline reader reads each message by itself. A thousand threads that share theirs are read in a tenth of the time
 * when none of them is read twice.
 */
export function readingOnce(offline: Curator): Curator {
  const readings = new Map<string, Promise<Reading>>();
  return {
    ...offline,
    async read(thread) {
      const read = await Promise.all(
        thread.messages.map((message) => {
          const key = JSON.stringify(message);
          const reading = readings.get(key) ?? offline.read({ ...thread, messages: [message] });
          readings.set(key, reading);
          return reading;
        }),
      );
      return {
        curator: 'offline',
        statements: read.flatMap(({ statements }) => statements),
        asks: read.flatMap(({ asks }) => asks),
        dropped: read.flatMap(({ dropped }) => dropped),
        notes: read.flatMap(({ notes }) => notes),
        usage: read.reduce((sum, { usage }) => addUsages(sum, usage), NO_USAGE),
      };
    },
  };
}
