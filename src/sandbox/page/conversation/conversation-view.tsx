import { useEffect, useState } from 'react';
import type { PageChannel } from '../../wire/page-snapshot.ts';
import { Composer } from '../composer/composer.tsx';
import { AppHome } from '../home/app-home.tsx';
import { act } from '../model/act.ts';
import { topLevel } from '../model/threads.ts';
import { useMarkRead } from '../model/use-mark-read.ts';
import { channelTitle, useWorkspace } from '../model/workspace.ts';
import { ChannelHeader } from './channel-header.tsx';
import { Hints } from './hints.tsx';
import { JoinBar } from './join-bar.tsx';
import { MessageList } from './message-list.tsx';
import { SuggestedPrompts } from './suggested-prompts.tsx';

/** A channel, or the direct message with the app with its two tabs. */
export function ConversationView({ channel }: { channel: PageChannel }) {
  const { snapshot, route } = useWorkspace();
  const [draft, setDraft] = useState('');
  const messages = snapshot.messages[channel.id] ?? [];
  const { me } = snapshot;
  const home = channel.kind === 'im' && route.tab === 'home';
  const lastRead = useMarkRead(channel);

  // Slack tells the app when somebody opens one of its two tabs.
  useEffect(() => {
    if (channel.kind === 'im') void act('home', { user: me.id, tab: home ? 'home' : 'messages' });
  }, [channel.kind, home, me.id]);

  return (
    <main className="conversation" aria-label={channelTitle(snapshot, channel)}>
      <ChannelHeader channel={channel} />
      {home ? (
        <AppHome />
      ) : (
        <>
          <MessageList
            channel={channel}
            messages={topLevel(messages)}
            ephemerals={snapshot.ephemerals.filter((e) => e.channel === channel.id && !e.threadTs)}
            lastRead={lastRead}
            empty={<Empty channel={channel} />}
          />
          {channel.kind === 'im' && messages.length === 0 && <SuggestedPrompts channel={channel} />}
          {channel.joined && !channel.archived ? (
            <div className="composer-area">
              {channel.id === snapshot.start.channel && <Hints use={setDraft} />}
              <Composer channel={channel} draft={draft} setDraft={setDraft} />
            </div>
          ) : (
            <JoinBar channel={channel} />
          )}
        </>
      )}
    </main>
  );
}

function Empty({ channel }: { channel: PageChannel }) {
  const { snapshot } = useWorkspace();
  const text =
    channel.kind === 'im'
      ? `This is the beginning of your conversation with ${snapshot.app.name}.`
      : `Nothing has been said in #${channel.name} yet.`;
  return <p className="empty">{text}</p>;
}
