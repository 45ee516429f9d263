import { useEffect, useState } from 'react';
import type { PageChannel } from '../../wire/page-snapshot.ts';
import { act } from './act.ts';
import { useWorkspace } from './workspace.ts';

/**
 * Notes what is on the screen as read.
 * @returns how far the person had read when they opened the channel, for the line above the news
 */
export function useMarkRead(channel: PageChannel): string {
  const { snapshot } = useWorkspace();
  const [opened] = useState(channel.lastRead);
  const latest = snapshot.messages[channel.id]?.at(-1)?.ts;
  const { id: me } = snapshot.me;
  useEffect(() => {
    if (!channel.joined || !latest || Number(latest) <= Number(channel.lastRead)) return;
    const read = () => {
      if (document.visibilityState === 'visible')
        void act('read', { user: me, channel: channel.id, ts: latest });
    };
    read();
    document.addEventListener('visibilitychange', read);
    return () => document.removeEventListener('visibilitychange', read);
  }, [channel.joined, channel.id, channel.lastRead, latest, me]);
  return opened;
}
