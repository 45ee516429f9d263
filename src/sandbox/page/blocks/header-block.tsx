import { asObject, asString, type JsonObject } from '../../wire/json.ts';
import { PlainText } from './rich-text.tsx';

/** A line in large type. */
export function HeaderBlock({ block }: { block: JsonObject }) {
  return (
    <h3 className="block-header">
      <PlainText text={asString(asObject(block.text)?.text) ?? ''} />
    </h3>
  );
}
