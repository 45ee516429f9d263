import { useWorkspace } from '../model/workspace.ts';
import { ModalView } from './modal-view.tsx';

/** The modal that lies on top; those under it wait. */
export function ModalStack() {
  const { modals } = useWorkspace().snapshot;
  const top = modals.at(-1);
  return top ? <ModalView key={top.view.id} view={top.view} entered={top.entered} /> : null;
}
