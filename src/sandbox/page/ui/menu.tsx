import { type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { placeMenu } from './menu-place.ts';

/** An entry of a menu; `danger` is for what cannot be undone. */
export interface MenuItem {
  label: string;
  danger?: boolean;
  onSelect(): void;
}

interface MenuProps {
  label: string;
  className?: string;
  button: ReactNode;
  items: readonly MenuItem[];
  /** Which edge of the button the menu stands below; its right one, where nothing is said. */
  align?: 'start' | 'end';
  disabled?: boolean;
}

/** A button that opens a menu. Arrow keys go through it, Escape closes it and gives the focus back. */
export function Menu({ label, className = '', button, items, align = 'end', disabled = false }: MenuProps) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const trigger = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);

  // Before anybody sees it, and as often as its button moves.
  useLayoutEffect(() => {
    if (!open) return;
    const place = () => {
      if (list.current && trigger.current) placeMenu(list.current, trigger.current, align);
    };
    place();
    addEventListener('scroll', place, true);
    addEventListener('resize', place);
    return () => {
      removeEventListener('scroll', place, true);
      removeEventListener('resize', place);
    };
  }, [open, align]);

  useEffect(() => {
    if (!open) return;
    entries(root.current)[0]?.focus();
    const outside = (event: PointerEvent) => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(false);
    };
    addEventListener('pointerdown', outside);
    return () => removeEventListener('pointerdown', outside);
  }, [open]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && open) {
      event.stopPropagation();
      event.preventDefault();
      setOpen(false);
      trigger.current?.focus();
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!open || step === undefined) return;
    event.preventDefault();
    const all = entries(root.current);
    const { activeElement } = document;
    const at = activeElement instanceof HTMLElement ? all.indexOf(activeElement) : -1;
    all.at((at + step) % all.length)?.focus();
  };

  return (
    <div className={`menu ${className}`} ref={root}>
      <button
        type="button"
        ref={trigger}
        className="menu-button"
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={open}
        disabled={disabled}
        onClick={() => setOpen(!open)}
        onKeyDown={onKeyDown}
      >
        {button}
      </button>
      {open && (
        <div
          className="menu-list"
          ref={list}
          role="menu"
          tabIndex={-1}
          aria-label={label}
          onKeyDown={onKeyDown}
        >
          {items.map((item) => (
            <button
              type="button"
              role="menuitem"
              key={item.label}
              className={item.danger ? 'menu-item danger' : 'menu-item'}
              onClick={() => {
                setOpen(false);
                item.onSelect();
              }}
            >
              {item.label}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

function entries(root: HTMLElement | null): HTMLElement[] {
  return [...(root?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])];
}
