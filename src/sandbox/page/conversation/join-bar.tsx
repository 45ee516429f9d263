import type { PageChannel } from '../../wire/page-snapshot.ts';
import { act } from '../model/act.ts';
import { useWorkspace } from '../model/workspace.ts';

/** Stands where the composer would, in a channel that one cannot write in. */
export function JoinBar({ channel }: { channel: PageChannel }) {
  const { snapshot, notify } = useWorkspace();
  if (channel.archived)
    return <p className="join-bar">This channel is archived. Nobody can write here any more.</p>;
  const join = async () => {
    const result = await act('add-member', {
      user: snapshot.me.id,
      channel: channel.id,
      member: snapshot.me.id,
    });
    if (!result.ok) notify(result.message);
  };
  return (
    <p className="join-bar">
      You are looking at #{channel.name}.
      <button type="button" className="button primary" onClick={join}>
        Join channel
      </button>
    </p>
  );
}
