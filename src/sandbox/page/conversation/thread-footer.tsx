import type { Message } from '../../wire/message.ts';
import type { PageChannel } from '../../wire/page-snapshot.ts';
import { repliesTo } from '../model/threads.ts';
import { timeOf } from '../model/time.ts';
import { useWorkspace } from '../model/workspace.ts';
import { Avatar } from '../ui/avatar.tsx';
import { StatusLine } from './status-line.tsx';

/** Under the first message of a thread: how many replies there are, and whether the app is at work. */
export function ThreadFooter({ message, channel }: { message: Message; channel: PageChannel }) {
  const { snapshot, go } = useWorkspace();
  const replies = repliesTo(snapshot.messages[channel.id] ?? [], message.ts);
  const users = [...new Set(replies.map((reply) => reply.user))].slice(0, 4);
  const last = replies.at(-1);
  return (
    <>
      {last && (
        <button
          type="button"
          className="thread-footer"
          onClick={() => go({ channel: channel.id, tab: 'messages', thread: message.ts })}
        >
          {users.map((id) => (
            <Avatar key={id} id={id} size={22} />
          ))}
          <span className="thread-count">
            {replies.length === 1 ? '1 reply' : `${replies.length} replies`}
          </span>
          <span className="thread-last">Last reply at {timeOf(last.ts)}</span>
        </button>
      )}
      <StatusLine channel={channel.id} threadTs={message.ts} />
    </>
  );
}
