import { writeStateFile } from './state-file.ts';
import type { World } from './world.ts';

const QUIET_MS = 300;

/**
 * Keeps the state file up to date: a little after each change, so that a burst is written once.
 * @returns a function that writes what is left and stops
 */
export function keepState(world: World, file: string): () => void {
  let timer: NodeJS.Timeout | undefined;
  const write = () => {
    timer = undefined;
    try {
      writeStateFile(file, world.state);
    } catch (error) {
      // On a timer there is nobody to throw to, and a full disk must not end the conversation.
      process.emitWarning(`The sandbox could not keep its state in ${file}: ${error}`);
    }
  };
  const unwatch = world.onChange(() => {
    timer ??= setTimeout(write, QUIET_MS);
  });
  return () => {
    unwatch();
    clearTimeout(timer);
    write();
  };
}
