import { useState } from 'react';
import type { PageChannel } from '../../wire/page-snapshot.ts';
import { NewChannel } from '../dialogs/new-channel.tsx';
import { channelTitle, useWorkspace } from '../model/workspace.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Icon } from '../ui/icon.tsx';
import { UserSwitcher } from './user-switcher.tsx';

/** Channels and direct messages, and who one is. */
export function Sidebar({ become }: { become(name: string): void }) {
  const { snapshot } = useWorkspace();
  const [creating, setCreating] = useState(false);
  const channels = snapshot.channels.filter((channel) => channel.kind !== 'im');
  const direct = snapshot.channels.filter((channel) => channel.kind === 'im');
  return (
    <nav className="sidebar" aria-label="Conversations">
      <h1 className="team">{snapshot.team.name}</h1>
      <Section title="Channels" channels={channels} />
      <button type="button" className="sidebar-item quiet" onClick={() => setCreating(true)}>
        <Icon name="plus" /> Add a channel
      </button>
      <Section title="Direct messages" channels={direct} />
      <span className="sidebar-space" />
      <UserSwitcher become={become} />
      {creating && <NewChannel onDone={() => setCreating(false)} />}
    </nav>
  );
}

function Section({ title, channels }: { title: string; channels: PageChannel[] }) {
  return (
    <section aria-label={title}>
      <h2 className="sidebar-title">{title}</h2>
      <ul className="sidebar-list">
        {channels.map((channel) => (
          <li key={channel.id}>
            <Entry channel={channel} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Entry({ channel }: { channel: PageChannel }) {
  const { snapshot, route, go } = useWorkspace();
  const here = route.channel === channel.id;
  const classes = [
    'sidebar-item',
    here && 'here',
    channel.unread > 0 && !here && 'unread',
    !channel.joined && 'quiet',
  ];
  return (
    <button
      type="button"
      className={classes.filter(Boolean).join(' ')}
      aria-current={here ? 'page' : undefined}
      onClick={() => go({ channel: channel.id, tab: 'messages' })}
    >
      {channel.kind === 'im' ? (
        <Avatar id={snapshot.app.botUserId} size={18} />
      ) : (
        <Icon name={channel.kind === 'private' ? 'lock' : 'hash'} />
      )}
      <span className="sidebar-name">{channelTitle(snapshot, channel)}</span>
      {channel.archived && <span className="sidebar-note">archived</span>}
      {channel.mentions > 0 && !here && (
        <span className="badge">
          {channel.mentions}
          <span className="visually-hidden"> new mentions</span>
        </span>
      )}
    </button>
  );
}
