import { useWorkspace } from '../model/workspace.ts';
import { Avatar } from '../ui/avatar.tsx';
import { ZoneControl } from './zone-control.tsx';

/** Lets one be somebody else, and somewhere else. */
export function UserSwitcher({ become }: { become(name: string): void }) {
  const { snapshot } = useWorkspace();
  const people = snapshot.users.filter((user) => !user.isBot);
  return (
    <fieldset className="switcher">
      <legend>You are</legend>
      <div className="switcher-people">
        {people.map((user) => (
          <button
            type="button"
            key={user.id}
            className="switcher-person"
            aria-pressed={user.id === snapshot.me.id}
            onClick={() => become(user.name)}
          >
            <Avatar id={user.id} size={22} />
            {user.realName}
          </button>
        ))}
      </div>
      <ZoneControl />
    </fieldset>
  );
}
