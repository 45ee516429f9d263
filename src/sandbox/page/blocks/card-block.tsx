import { asObject, asObjects, asString, type JsonObject } from '../../wire/json.ts';
import { ElementView } from '../elements/element-view.tsx';
import { BlockImage } from './block-image.tsx';
import { TextObject } from './rich-text.tsx';

/** A card with title, text and up to three buttons. */
export function CardBlock({ block }: { block: JsonObject }) {
  const hero = asObject(block.hero_image);
  const icon = asObject(block.icon);
  const texts = ['title', 'subtitle', 'body', 'subtext'].map((name) => ({
    name,
    object: asObject(block[name]),
  }));
  return (
    <div className="block-card">
      {hero && <BlockImage image={hero} size={320} />}
      {icon && <BlockImage image={icon} size={32} />}
      {texts.map(
        ({ name, object }) =>
          object && (
            <div key={name} className={`card-${name}`}>
              <TextObject object={object} />
            </div>
          ),
      )}
      <div className="block-actions">
        {asObjects(block.actions).map((element) => (
          <ElementView
            key={asString(element.action_id)}
            element={element}
            blockId={asString(block.block_id) ?? ''}
            fires
          />
        ))}
      </div>
    </div>
  );
}

/** Cards side by side. */
export function CarouselBlock({ block }: { block: JsonObject }) {
  return (
    <div className="block-carousel">
      {asObjects(block.elements).map((card, index) => (
        <CardBlock key={asString(card.block_id) ?? index} block={card} />
      ))}
    </div>
  );
}
