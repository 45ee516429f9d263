import { useState } from 'react';
import type { PageChannel } from '../../wire/page-snapshot.ts';
import { ChannelDetails } from '../dialogs/channel-details.tsx';
import { channelTitle, useWorkspace } from '../model/workspace.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Icon } from '../ui/icon.tsx';

/** A channel's name, topic and members; for the direct message with the app, its tabs. */
export function ChannelHeader({ channel }: { channel: PageChannel }) {
  const { snapshot } = useWorkspace();
  const [details, setDetails] = useState(false);
  if (channel.kind === 'im') return <AppTabs channel={channel} />;
  return (
    <header className="conversation-header">
      <h2 className="conversation-name">
        <Icon name={channel.kind === 'private' ? 'lock' : 'hash'} size={18} />
        {channelTitle(snapshot, channel)}
      </h2>
      {channel.shared && <span className="tag">shared</span>}
      <span className="conversation-topic">{channel.topic}</span>
      <button
        type="button"
        className="plain-button members"
        aria-label={`${channel.members.length} members. Channel details`}
        onClick={() => setDetails(true)}
      >
        <Icon name="people" /> {channel.members.length}
      </button>
      {details && <ChannelDetails channel={channel} onDone={() => setDetails(false)} />}
    </header>
  );
}

function AppTabs({ channel }: { channel: PageChannel }) {
  const { snapshot, route, go } = useWorkspace();
  const tabs = [
    { tab: 'home', label: 'Home' },
    { tab: 'messages', label: 'Messages' },
  ] as const;
  return (
    <header className="conversation-header app-header">
      <h2 className="conversation-name">
        <Avatar id={snapshot.app.botUserId} size={24} />
        {snapshot.app.name}
        <span className="tag">APP</span>
      </h2>
      <div className="tabs" role="tablist" aria-label={snapshot.app.name}>
        {tabs.map(({ tab, label }) => (
          <button
            type="button"
            role="tab"
            key={tab}
            className="tab"
            aria-selected={route.tab === tab}
            onClick={() => go({ channel: channel.id, tab })}
          >
            {label}
          </button>
        ))}
      </div>
    </header>
  );
}
