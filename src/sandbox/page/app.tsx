import { useEffect, useMemo, useState } from 'react';
import { NamesProvider } from './blocks/names.tsx';
import { ConversationView } from './conversation/conversation-view.tsx';
import { ThreadPane } from './conversation/thread-pane.tsx';
import { ModalStack } from './modal/modal-stack.tsx';
import { openThread } from './model/open-thread.ts';
import { followOwnLinks } from './model/own-links.ts';
import { usePerson } from './model/use-person.ts';
import { useRoute } from './model/use-route.ts';
import { useSnapshot } from './model/use-snapshot.ts';
import { channelOf, channelTitle, type Workspace, WorkspaceProvider } from './model/workspace.ts';
import { Banner } from './shell/banner.tsx';
import { Sidebar } from './shell/sidebar.tsx';

const NOTICE_MS = 6_000;

/** The whole page. */
export function App() {
  const [person, become] = usePerson();
  const { snapshot, reached } = useSnapshot(person);
  const [route, go] = useRoute();
  const [notice, setNotice] = useState('');

  useEffect(() => followOwnLinks(go), [go]);
  useEffect(() => {
    if (!notice) return;
    const timer = setTimeout(() => setNotice(''), NOTICE_MS);
    return () => clearTimeout(timer);
  }, [notice]);

  const channelId = channelOf(snapshot, route.channel)?.id ?? snapshot?.start.channel;
  const here = useMemo(() => ({ ...route, ...(channelId && { channel: channelId }) }), [route, channelId]);
  const workspace = useMemo<Workspace | undefined>(
    () => snapshot && { snapshot, route: here, go, notify: setNotice },
    [snapshot, here, go],
  );
  const channel = snapshot && channelOf(snapshot, channelId);
  const thread = snapshot && channel && openThread(snapshot, here);

  useEffect(() => {
    if (snapshot && channel) document.title = `${channelTitle(snapshot, channel)} · Sandbox`;
  }, [snapshot, channel]);

  return (
    <div className="page">
      <Banner snapshot={snapshot} reached={reached} />
      {workspace && (
        <WorkspaceProvider value={workspace}>
          <NamesProvider>
            <div className={thread ? 'columns with-thread' : 'columns'}>
              <Sidebar become={become} />
              {channel && <ConversationView key={`${channel.id} ${snapshot.me.id}`} channel={channel} />}
              {channel && thread && (
                <ThreadPane
                  key={`${channel.id} ${thread} ${snapshot.me.id}`}
                  channel={channel}
                  rootTs={thread}
                />
              )}
            </div>
            <ModalStack key={workspace.snapshot.me.id} />
          </NamesProvider>
        </WorkspaceProvider>
      )}
      {!workspace && (
        <p className="loading">{reached ? 'Opening the sandbox…' : 'The sandbox does not answer.'}</p>
      )}
      <div className="notice" role="alert">
        {notice}
      </div>
    </div>
  );
}
