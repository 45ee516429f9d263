import { memo, useState } from 'react';
import type { Message } from '../../wire/message.ts';
import type { PageChannel } from '../../wire/page-snapshot.ts';
import { momentOf, timeOf } from '../model/time.ts';
import { userOf, useWorkspace } from '../model/workspace.ts';
import { Avatar } from '../ui/avatar.tsx';
import { MessageBody } from './message-body.tsx';
import { MessageEdit } from './message-edit.tsx';
import { rowId } from './message-list.tsx';
import { MessageTools } from './message-tools.tsx';
import { Reactions } from './reactions.tsx';
import { ThreadFooter } from './thread-footer.tsx';

interface MessageRowProps {
  message: Message;
  channel: PageChannel;
  compact: boolean;
  inThread: boolean;
  focused: boolean;
}

/** One message: who, when, what, and what one can do with it. */
export const MessageRow = memo(function MessageRow({
  message,
  channel,
  compact,
  inThread,
  focused,
}: MessageRowProps) {
  const { snapshot } = useWorkspace();
  const [editing, setEditing] = useState(false);
  const author = userOf(snapshot, message.user);
  const name = message.username ?? author.realName;
  if (message.subtype === 'tombstone')
    return <Tombstone message={message} channel={channel} inThread={inThread} />;
  return (
    <article
      id={rowId(message.ts, inThread)}
      className={['message', compact && 'compact', focused && 'focused', editing && 'editing']
        .filter(Boolean)
        .join(' ')}
      aria-label={`${name} at ${timeOf(message.ts)}`}
    >
      <div className="message-gutter">
        {compact ? <Time ts={message.ts} channel={channel} /> : <Avatar id={message.user} size={36} />}
      </div>
      <div className="message-content">
        {!compact && (
          <div className="message-head">
            <span className="message-author">{name}</span>
            {message.bot_id && <span className="tag">APP</span>}
            <Time ts={message.ts} channel={channel} />
          </div>
        )}
        {editing ? (
          <MessageEdit message={message} channel={channel} onDone={() => setEditing(false)} />
        ) : (
          <MessageBody message={message} channel={channel} />
        )}
        <Reactions message={message} channel={channel} />
        {!inThread && <ThreadFooter message={message} channel={channel} />}
      </div>
      {!editing && (
        <MessageTools
          message={message}
          channel={channel}
          inThread={inThread}
          onEdit={() => setEditing(true)}
        />
      )}
    </article>
  );
});

function Time({ ts, channel }: { ts: string; channel: PageChannel }) {
  return (
    <a className="message-time" href={`#/${channel.id}/${ts}`} title={momentOf(ts)}>
      {timeOf(ts)}
    </a>
  );
}

function Tombstone({
  message,
  channel,
  inThread,
}: {
  message: Message;
  channel: PageChannel;
  inThread: boolean;
}) {
  return (
    <article id={rowId(message.ts, inThread)} className="message tombstone">
      <div className="message-gutter" />
      <div className="message-content">
        <em>This message was deleted.</em>
        {!inThread && <ThreadFooter message={message} channel={channel} />}
      </div>
    </article>
  );
}
