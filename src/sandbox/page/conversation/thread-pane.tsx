import { useState } from 'react';
import type { PageChannel } from '../../wire/page-snapshot.ts';
import { Composer } from '../composer/composer.tsx';
import { repliesTo } from '../model/threads.ts';
import { channelTitle, useWorkspace } from '../model/workspace.ts';
import { Icon } from '../ui/icon.tsx';
import { MessageList } from './message-list.tsx';
import { SessionBar } from './session-bar.tsx';
import { StatusLine } from './status-line.tsx';

/** A thread, beside its channel. */
export function ThreadPane({ channel, rootTs }: { channel: PageChannel; rootTs: string }) {
  const { snapshot, go } = useWorkspace();
  const [draft, setDraft] = useState('');
  const messages = snapshot.messages[channel.id] ?? [];
  const root = messages.filter((message) => message.ts === rootTs);
  const title = channelTitle(snapshot, channel);
  return (
    <aside className="thread" aria-label={`Thread in ${title}`}>
      <header className="conversation-header">
        <h2 className="conversation-name">Thread</h2>
        <span className="conversation-topic">{channel.kind === 'im' ? title : `#${title}`}</span>
        <button
          type="button"
          className="plain-button"
          aria-label="Close thread"
          onClick={() => go({ channel: channel.id, tab: 'messages' })}
        >
          <Icon name="close" />
        </button>
      </header>
      <MessageList
        inThread
        channel={channel}
        messages={[...root, ...repliesTo(messages, rootTs)]}
        ephemerals={snapshot.ephemerals.filter((e) => e.channel === channel.id && e.threadTs === rootTs)}
        footer={<StatusLine channel={channel.id} threadTs={rootTs} />}
      />
      <SessionBar channel={channel.id} threadTs={rootTs} />
      {channel.joined && !channel.archived && (
        <div className="composer-area">
          <Composer channel={channel} threadTs={rootTs} draft={draft} setDraft={setDraft} />
        </div>
      )}
    </aside>
  );
}
