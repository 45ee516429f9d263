import { asString } from '../../wire/json.ts';
import { PlainText } from '../blocks/rich-text.tsx';
import { type ElementProps, textOf } from './element-props.ts';

/** A button. One with an address opens it, and tells the app all the same. */
export function ButtonElement({ element, press, busy }: ElementProps) {
  const url = asString(element.url);
  return (
    <button
      type="button"
      className={`button ${asString(element.style) ?? ''} ${busy ? 'busy' : ''}`}
      aria-label={asString(element.accessibility_label)}
      aria-busy={busy}
      disabled={busy}
      onClick={() => {
        if (url && /^https?:/.test(url)) open(url, '_blank', 'noopener');
        press();
      }}
    >
      <PlainText text={textOf(element, 'text') ?? ''} />
    </button>
  );
}
