import { Icon } from '../ui/icon.tsx';
import { Menu } from '../ui/menu.tsx';
import { choicesOf, type ElementProps } from './element-props.ts';

/** A menu behind three dots. */
export function OverflowElement({ element, press, busy }: ElementProps) {
  const items = choicesOf(element).map((choice) => ({
    label: choice.label,
    onSelect: () => {
      if (choice.url && /^https?:/.test(choice.url)) open(choice.url, '_blank', 'noopener');
      press(choice.value);
    },
  }));
  return (
    <Menu
      className="overflow"
      label="More options"
      button={<Icon name="dots" />}
      items={items}
      align="start"
      disabled={busy}
    />
  );
}
