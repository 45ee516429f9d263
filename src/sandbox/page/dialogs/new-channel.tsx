import { useState } from 'react';
import { z } from 'zod';
import { act } from '../model/act.ts';
import { useWorkspace } from '../model/workspace.ts';
import { Dialog } from '../ui/dialog.tsx';

const KINDS = [
  { kind: 'public', label: 'Public: anyone can find and join it' },
  { kind: 'private', label: 'Private: only its members see it' },
  { kind: 'shared', label: 'Shared with another organisation' },
] as const;

/** Makes a channel, with everybody in it, and the app if wanted. */
export function NewChannel({ onDone }: { onDone(): void }) {
  const { snapshot, go } = useWorkspace();
  const [name, setName] = useState('');
  const [kind, setKind] = useState<(typeof KINDS)[number]['kind']>('public');
  const [withApp, setWithApp] = useState(true);
  const [problem, setProblem] = useState('');
  const create = async () => {
    const people = snapshot.users.filter((user) => !user.isBot).map((user) => user.id);
    const members = withApp ? [...people, snapshot.app.botUserId] : people;
    const result = await act('create-channel', { user: snapshot.me.id, name, kind, members });
    if (!result.ok) return setProblem(result.message);
    go({ channel: z.string().parse(result.result), tab: 'messages' });
    onDone();
  };
  return (
    <Dialog label="Add a channel" className="small" onCancel={onDone}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void create();
        }}
      >
        <header className="dialog-head">
          <h2>Add a channel</h2>
        </header>
        <div className="dialog-body">
          <label className="input-label" htmlFor="channel-name">
            Name
          </label>
          <input
            id="channel-name"
            className="text-input"
            placeholder="e.g. llm-costs"
            value={name}
            onChange={(event) => setName(event.target.value)}
            aria-describedby="channel-problem"
          />
          <div className="input-note input-error" id="channel-problem" role="alert">
            {problem}
          </div>
          <fieldset className="choices plain">
            <legend className="input-label">Who sees it</legend>
            {KINDS.map((one) => (
              <label className="choice" key={one.kind}>
                <input
                  type="radio"
                  name="kind"
                  checked={kind === one.kind}
                  onChange={() => setKind(one.kind)}
                />
                <span>{one.label}</span>
              </label>
            ))}
          </fieldset>
          <label className="choice">
            <input type="checkbox" checked={withApp} onChange={(event) => setWithApp(event.target.checked)} />
            <span>With {snapshot.app.name}</span>
          </label>
        </div>
        <footer className="dialog-foot">
          <button type="button" className="button" onClick={onDone}>
            Cancel
          </button>
          <button type="submit" className="button primary solid" disabled={name.trim() === ''}>
            Create
          </button>
        </footer>
      </form>
    </Dialog>
  );
}
