import { asObject, asString, asStrings } from '../../wire/json.ts';
import { useWorkspace } from '../model/workspace.ts';
import { Icon } from '../ui/icon.tsx';
import { type ElementProps, textOf } from './element-props.ts';

/** Thumb up and thumb down. The one that was pressed stays marked. */
export function FeedbackElement({ element, value, change, busy }: ElementProps) {
  const sides = [
    { name: 'positive', icon: 'up' },
    { name: 'negative', icon: 'down' },
  ] as const;
  return (
    <span className="feedback">
      {sides.map(({ name, icon }) => {
        const button = asObject(element[`${name}_button`]) ?? {};
        const label = asString(button.accessibility_label) ?? textOf(button, 'text') ?? name;
        return (
          <button
            type="button"
            key={name}
            className="icon-button"
            aria-label={label}
            title={textOf(button, 'text')}
            aria-pressed={value === name}
            disabled={busy}
            onClick={() => change(name)}
          >
            <Icon name={icon} />
          </button>
        );
      })}
    </span>
  );
}

/** A small button with a picture; some are for certain people only. */
export function IconButtonElement({ element, press, busy }: ElementProps) {
  const { snapshot } = useWorkspace();
  const visibleTo = asStrings(element.visible_to_user_ids);
  if (visibleTo.length > 0 && !visibleTo.includes(snapshot.me.id)) return null;
  const text = textOf(element, 'text');
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={asString(element.accessibility_label) ?? text}
      title={text}
      disabled={busy}
      onClick={() => press()}
    >
      <Icon name="trash" />
    </button>
  );
}
