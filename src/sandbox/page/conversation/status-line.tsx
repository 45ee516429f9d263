import { useEffect, useState } from 'react';
import { useWorkspace } from '../model/workspace.ts';

const TURN_MS = 2_500;

/** "Tune or Not is reading…", while the app says so; its loading messages take turns. */
export function StatusLine({ channel, threadTs }: { channel: string; threadTs: string }) {
  const { snapshot } = useWorkspace();
  const status = snapshot.statuses.find((shown) => shown.channel === channel && shown.threadTs === threadTs);
  const [turn, setTurn] = useState(0);
  const several = (status?.loadingMessages.length ?? 0) > 1;
  useEffect(() => {
    if (!several) return;
    const timer = setInterval(() => setTurn((count) => count + 1), TURN_MS);
    return () => clearInterval(timer);
  }, [several]);
  if (!status) return null;
  const loading = status.loadingMessages[turn % status.loadingMessages.length];
  return (
    <p className="status-line" role="status">
      <span className="status-dots" aria-hidden="true" />
      {loading ?? `${snapshot.app.name} ${status.status}`}
    </p>
  );
}
