import { useId } from 'react';
import { asObject, asString, type JsonObject } from '../../wire/json.ts';
import { useActionScope } from '../elements/action-scope.tsx';
import { ElementView } from '../elements/element-view.tsx';

/** A labelled input, with its hint and what is wrong with it. */
export function InputBlock({ block }: { block: JsonObject }) {
  const id = useId();
  const { errors } = useActionScope();
  const blockId = asString(block.block_id) ?? '';
  const element = asObject(block.element);
  const hint = asString(asObject(block.hint)?.text);
  const error = errors[blockId];
  return (
    <div className={error ? 'block-input wrong' : 'block-input'}>
      <label className="input-label" htmlFor={id} id={`${id}-label`}>
        {asString(asObject(block.label)?.text)}
        {block.optional === true && <span className="input-optional"> (optional)</span>}
      </label>
      {element && (
        <ElementView
          element={element}
          blockId={blockId}
          fires={block.dispatch_action === true}
          field={{ id, labelledBy: `${id}-label`, describedBy: `${id}-note`, invalid: error !== undefined }}
        />
      )}
      <div className="input-note" id={`${id}-note`} role={error ? 'alert' : undefined}>
        {error ? <span className="input-error">{error}</span> : hint}
      </div>
    </div>
  );
}
