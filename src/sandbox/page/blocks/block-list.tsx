import { asString, type JsonObject } from '../../wire/json.ts';
import { BlockView } from './block-view.tsx';

/** Blocks, one under the other. */
export function BlockList({ blocks }: { blocks: readonly JsonObject[] }) {
  return (
    <div className="blocks">
      {blocks.map((block, index) => (
        <BlockView key={asString(block.block_id) ?? index} block={block} />
      ))}
    </div>
  );
}
