import type { Message } from '../../wire/message.ts';
import type { PageChannel } from '../../wire/page-snapshot.ts';
import { EmojiText } from '../blocks/rich-text.tsx';
import { act } from '../model/act.ts';
import { userOf, useWorkspace } from '../model/workspace.ts';

/** Reactions under a message; pressing one gives it or takes it back. */
export function Reactions({ message, channel }: { message: Message; channel: PageChannel }) {
  const { snapshot } = useWorkspace();
  if (!message.reactions?.length) return null;
  return (
    <div className="reactions">
      {message.reactions.map(({ name, users, count }) => (
        <button
          type="button"
          key={name}
          className="reaction"
          aria-pressed={users.includes(snapshot.me.id)}
          title={`${users.map((id) => userOf(snapshot, id).realName).join(', ')} reacted with :${name}:`}
          aria-label={`${name}, ${count}`}
          onClick={() => act('react', { user: snapshot.me.id, channel: channel.id, ts: message.ts, name })}
        >
          <EmojiText name={name} /> {count}
        </button>
      ))}
    </div>
  );
}
