import { act } from '../model/act.ts';
import { useWorkspace } from '../model/workspace.ts';

/** The title of an agent session, and Stop while the app is at work and can be stopped. */
export function SessionBar({ channel, threadTs }: { channel: string; threadTs: string }) {
  const { snapshot } = useWorkspace();
  const session = snapshot.sessions.find((one) => one.channel === channel && one.threadTs === threadTs);
  if (!session || (!session.title && !session.stoppable)) return null;
  return (
    <div className="session-bar">
      <span className="session-title">{session.title}</span>
      {session.stoppable && (
        <button
          type="button"
          className="button"
          onClick={() => act('stop', { user: snapshot.me.id, channel, threadTs })}
        >
          Stop
        </button>
      )}
    </div>
  );
}
