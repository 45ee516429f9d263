import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import type { ElementValue, EnteredValues } from '../../wire/element-value.ts';
import { outcome } from '../../wire/outcome.ts';
import { act } from '../model/act.ts';
import { useWorkspace } from '../model/workspace.ts';

/** What elements need of the place where they stand. */
export interface Scope {
  values: EnteredValues;
  errors: Record<string, string>;
  /** The element whose click the app has not acknowledged yet, as `block action`. */
  busy: string;
  enter(blockId: string, actionId: string, value: ElementValue): void;
  fire(blockId: string, actionId: string, value?: ElementValue): Promise<void>;
}

const ScopeContext = createContext<Scope>({
  values: {},
  errors: {},
  busy: '',
  enter() {},
  async fire() {},
});

/** @returns the scope around an element */
export function useActionScope(): Scope {
  return useContext(ScopeContext);
}

/** Where the elements stand: in a message of a channel, or in a view. */
interface ActionScopeProps {
  channel?: string;
  messageTs?: string;
  viewId?: string;
  /** What was entered before. */
  entered?: EnteredValues;
  errors?: Record<string, string>;
  /** Told of everything that is entered, for a modal to submit. */
  onEnter?(values: EnteredValues): void;
  children: ReactNode;
}

const NO_ERRORS = {};

/** Lets the elements inside it send what people do with them. */
export function ActionScope(props: ActionScopeProps) {
  const { channel, messageTs, viewId, errors = NO_ERRORS, onEnter, children } = props;
  const { snapshot, notify } = useWorkspace();
  const [values, setValues] = useState<EnteredValues>(props.entered ?? {});
  const [busy, setBusy] = useState('');
  const user = snapshot.me.id;

  const scope = useMemo<Scope>(() => {
    const withValue = (blockId: string, actionId: string, value: ElementValue) => ({
      ...values,
      [blockId]: { ...values[blockId], [actionId]: value },
    });
    return {
      values,
      errors,
      busy,
      enter(blockId, actionId, value) {
        const entered = withValue(blockId, actionId, value);
        setValues(entered);
        onEnter?.(entered);
      },
      async fire(blockId, actionId, value) {
        const entered = value === undefined ? values : withValue(blockId, actionId, value);
        setBusy(`${blockId} ${actionId}`);
        const where = { user, channel, messageTs, viewId };
        const given = value === undefined ? {} : { value };
        const result = await act('click', { ...where, blockId, actionId, ...given, values: entered });
        setBusy('');
        if (!result.ok) return notify(result.message);
        const came = outcome.parse(result.result);
        if (came.outcome === 'failed' && viewId !== undefined)
          notify(`That failed with the error "${came.error}".`);
      },
    };
  }, [values, errors, busy, channel, messageTs, viewId, user, notify, onEnter]);

  return <ScopeContext.Provider value={scope}>{children}</ScopeContext.Provider>;
}
