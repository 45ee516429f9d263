import { type ReactNode, useEffect, useRef } from 'react';

interface DialogProps {
  label: string;
  className?: string;
  onCancel(): void;
  children: ReactNode;
}

const FIELDS = ['input', 'textarea', 'select', 'summary'].map((name) => `.dialog-body ${name}`);
const FIRST_FIELD = [...FIELDS, '.dialog-foot .solid'].join(', ');

/** A dialog over the page. The browser keeps the focus in it; Escape calls `onCancel`. */
export function Dialog({ label, className = '', onCancel, children }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = element.current;
    if (dialog && !dialog.open) dialog.showModal();
    // The browser would take the first button, which is the one that closes.
    dialog?.querySelector<HTMLElement>(FIRST_FIELD)?.focus();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={element}
      aria-label={label}
      className={`dialog ${className}`}
      onCancel={(event) => {
        event.preventDefault();
        onCancel();
      }}
    >
      {children}
    </dialog>
  );
}
