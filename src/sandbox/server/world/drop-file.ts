import { changeMessage } from './messages.ts';
import type { StoredFile } from './stored-file.ts';
import type { World } from './world.ts';

/** Deletes a file: its bytes go, and the messages that showed it show it no more. */
export function dropFile(world: World, stored: StoredFile): void {
  world.state.files = world.state.files.filter((each) => each !== stored);
  for (const [channel, messages] of Object.entries(world.state.messages)) {
    for (const message of [...messages]) {
      const left = message.files?.filter(({ id }) => id !== stored.file.id);
      if (left && left.length !== message.files?.length)
        changeMessage(world, channel, { ...message, files: left });
    }
  }
  world.changed();
}
