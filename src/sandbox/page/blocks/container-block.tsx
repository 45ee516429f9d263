import { asObject, asObjects, type JsonObject } from '../../wire/json.ts';
import { BlockList } from './block-list.tsx';
import { LibraryBlock } from './library-block.tsx';
import { TextObject } from './rich-text.tsx';

/** Blocks under one title; some containers open and close. */
export function ContainerBlock({ block }: { block: JsonObject }) {
  const title = asObject(block.title);
  const richTitle = asObject(block.rich_text_title);
  const subtitle = asObject(block.subtitle);
  const head = (
    <>
      {richTitle ? <LibraryBlock block={richTitle} /> : title && <TextObject object={title} />}
      {subtitle && (
        <div className="container-subtitle">
          <TextObject object={subtitle} />
        </div>
      )}
    </>
  );
  const body = <BlockList blocks={asObjects(block.child_blocks)} />;
  if (block.is_collapsible !== true) {
    return (
      <section className="block-container">
        <div className="container-head">{head}</div>
        {body}
      </section>
    );
  }
  return (
    <details className="block-container" open={block.default_collapsed !== true}>
      <summary className="container-head">{head}</summary>
      {body}
    </details>
  );
}
