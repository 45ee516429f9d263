import { AsyncLocalStorage } from 'node:async_hooks';
import type { ChatClient } from './chat.ts';

/** What became of a piece of work's questions to the model, beside their answers. */
export interface Observed {
  /** How often it was asked again, because its first answer could not be used. */
  repairs: number;
  /** Of a replay: what had no recording, in words. */
  unrecorded: readonly string[];
}

/** Whose questions these are, for whoever counts or keeps them. */
export interface Work extends Observed {
  /** A name for the work, such as the id of a case. */
  name: string;
  /** Which time the same is done, from 1. */
  run: number;
  unrecorded: string[];
}

const storage = new AsyncLocalStorage<Work>();

/** Does some work, and tells what its questions to the model came to; any number of works go on side by side. */
export async function observe<T>(
  { name, run }: Pick<Work, 'name' | 'run'>,
  work: () => Promise<T>,
): Promise<{ value: T; observed: Observed }> {
  const observed: Work = { name, run, repairs: 0, unrecorded: [] };
  return { value: await storage.run(observed, work), observed };
}

/** The work that a question belongs to; undefined where nobody observes. */
export const currentWork = (): Work | undefined => storage.getStore();

/** Counts for whoever observes the work under way. */
export const observed = (chat: ChatClient): ChatClient => ({
  ask: (request, deadline) => {
    const work = currentWork();
    if (work && request.isRepair) work.repairs++;
    return chat.ask(request, deadline);
  },
});
