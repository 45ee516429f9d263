import { asObject, asObjects, asString, type JsonObject } from '../../wire/json.ts';
import { ElementView } from '../elements/element-view.tsx';
import { BlockImage } from './block-image.tsx';
import { TextObject } from './rich-text.tsx';

/** Text, fields in two columns, and something beside them. */
export function SectionBlock({ block }: { block: JsonObject }) {
  const text = asObject(block.text);
  const fields = asObjects(block.fields);
  const accessory = asObject(block.accessory);
  return (
    <div className="block-section">
      <div className="section-text">
        {text && <TextObject object={text} />}
        {fields.length > 0 && (
          <div className="section-fields">
            {fields.map((field, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: fields have no id, and never move
              <TextObject key={index} object={field} />
            ))}
          </div>
        )}
      </div>
      {accessory && (
        <div className="section-accessory">
          {accessory.type === 'image' ? (
            <BlockImage image={accessory} size={88} />
          ) : (
            <ElementView element={accessory} blockId={asString(block.block_id) ?? ''} fires />
          )}
        </div>
      )}
    </div>
  );
}
