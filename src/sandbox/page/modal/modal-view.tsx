import { useCallback, useState } from 'react';
import type { EnteredValues } from '../../wire/element-value.ts';
import { submitOutcome } from '../../wire/outcome.ts';
import type { View } from '../../wire/view.ts';
import { BlockList } from '../blocks/block-list.tsx';
import { ActionScope } from '../elements/action-scope.tsx';
import { act } from '../model/act.ts';
import { useWorkspace } from '../model/workspace.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Icon } from '../ui/icon.tsx';

const TROUBLE = 'We had some trouble connecting. Try again?';

/** A modal of the app. `entered` is what it held when it was last on top. */
export function ModalView({ view, entered }: { view: View; entered: EnteredValues }) {
  const { snapshot } = useWorkspace();
  const [values, setValues] = useState(entered);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [trouble, setTrouble] = useState('');
  const [busy, setBusy] = useState(false);
  const user = snapshot.me.id;
  const title = view.title?.text ?? '';
  const onEnter = useCallback((now: EnteredValues) => setValues(now), []);
  const close = (all: boolean) => void act('close', { user, viewId: view.id, all });

  const submit = async () => {
    setBusy(true);
    setTrouble('');
    const result = await act('submit', { user, viewId: view.id, values });
    setBusy(false);
    if (!result.ok) return setTrouble(result.message);
    const came = submitOutcome.parse(result.result);
    setErrors(came.outcome === 'errors' ? came.errors : {});
    if (came.outcome === 'failed') setTrouble(TROUBLE);
    if (came.outcome === 'invalid')
      setTrouble(`${TROUBLE} (The app answered wrongly: ${came.messages.join('; ')})`);
  };

  return (
    <Dialog label={title} className="modal" onCancel={() => close(false)}>
      <header className="dialog-head">
        <Avatar id={snapshot.app.botUserId} size={28} />
        <h2>{title}</h2>
        <button type="button" className="plain-button" aria-label="Close" onClick={() => close(true)}>
          <Icon name="close" />
        </button>
      </header>
      <form
        id="modal-form"
        className="dialog-body"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (view.submit && !busy) void submit();
        }}
      >
        <ActionScope viewId={view.id} entered={entered} errors={errors} onEnter={onEnter}>
          <BlockList blocks={view.blocks} />
        </ActionScope>
        {trouble && (
          <p className="trouble" role="alert">
            {trouble}
          </p>
        )}
      </form>
      <footer className="dialog-foot">
        <span className="dialog-app">{snapshot.app.name}</span>
        <button type="button" className="button" onClick={() => close(false)}>
          {view.close?.text ?? 'Cancel'}
        </button>
        {view.submit && (
          <button
            type="submit"
            form="modal-form"
            className="button primary solid"
            disabled={busy}
            aria-busy={busy}
          >
            {view.submit.text}
          </button>
        )}
      </footer>
    </Dialog>
  );
}
