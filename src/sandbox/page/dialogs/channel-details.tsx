import type { PageChannel } from '../../wire/page-snapshot.ts';
import { act } from '../model/act.ts';
import { useWorkspace } from '../model/workspace.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Icon } from '../ui/icon.tsx';

/** Who is in a channel; people and the app can be brought in and taken out, and the channel archived. */
export function ChannelDetails({ channel, onDone }: { channel: PageChannel; onDone(): void }) {
  const { snapshot, notify } = useWorkspace();
  const user = snapshot.me.id;
  const attempt = async (what: string, request: object) => {
    const result = await act(what, { user, channel: channel.id, ...request });
    if (!result.ok) notify(result.message);
  };
  return (
    <Dialog label={`#${channel.name}`} className="small" onCancel={onDone}>
      <header className="dialog-head">
        <h2>#{channel.name}</h2>
        <button type="button" className="plain-button" aria-label="Close" onClick={onDone}>
          <Icon name="close" />
        </button>
      </header>
      <ul className="dialog-body member-list">
        {snapshot.users.map((person) => {
          const inside = channel.members.includes(person.id);
          return (
            <li key={person.id}>
              <Avatar id={person.id} size={28} />
              <span className="member-name">
                {person.realName} {person.isBot && <span className="tag">APP</span>}
              </span>
              <button
                type="button"
                className="button"
                disabled={channel.archived}
                onClick={() => attempt(inside ? 'remove-member' : 'add-member', { member: person.id })}
              >
                {inside ? 'Remove' : 'Add'}
              </button>
            </li>
          );
        })}
      </ul>
      <footer className="dialog-foot">
        <button
          type="button"
          className="button danger"
          disabled={channel.archived}
          onClick={() => attempt('archive', {})}
        >
          {channel.archived ? 'Archived' : 'Archive channel'}
        </button>
        <button type="button" className="button primary solid" onClick={onDone}>
          Done
        </button>
      </footer>
    </Dialog>
  );
}
