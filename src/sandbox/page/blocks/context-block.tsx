import { asObjects, type JsonObject } from '../../wire/json.ts';
import { BlockImage } from './block-image.tsx';
import { TextObject } from './rich-text.tsx';

/** Small print: text and little pictures in a row. */
export function ContextBlock({ block }: { block: JsonObject }) {
  return (
    <div className="block-context">
      {asObjects(block.elements).map((element, index) =>
        element.type === 'image' ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: context elements have no id, and never move
          <BlockImage key={index} image={element} size={20} />
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: as above
          <TextObject key={index} object={element} />
        ),
      )}
    </div>
  );
}
