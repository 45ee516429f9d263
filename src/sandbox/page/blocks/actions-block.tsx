import { asObjects, asString, type JsonObject } from '../../wire/json.ts';
import { ElementView } from '../elements/element-view.tsx';

/** Buttons and menus in a row. */
export function ActionsBlock({ block }: { block: JsonObject }) {
  return (
    <div className={block.type === 'context_actions' ? 'block-actions slight' : 'block-actions'}>
      {asObjects(block.elements).map((element) => (
        <ElementView
          key={asString(element.action_id)}
          element={element}
          blockId={asString(block.block_id) ?? ''}
          fires
        />
      ))}
    </div>
  );
}
