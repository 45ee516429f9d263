import { asString, type JsonObject } from '../../wire/json.ts';
import { BlockView } from './block-view.tsx';

/** Blocks, one under the other. */
export function BlockList({ blocks }: { blocks: readonly JsonObject[] }) {
  const keys = keysOf(blocks);
  return (
    <div className="blocks">
      {blocks.map((block, index) => (
        <BlockView key={keys[index]} block={block} />
      ))}
    </div>
  );
}

/**
 * Messages and Home are redrawn with new block_ids while people look at them and press: a block is itself by its type
 * and place, so that no button vanishes under a finger. An input is itself by its block_id, and loses with it what was
 * entered, as in Slack.
 */
function keysOf(blocks: readonly JsonObject[]): string[] {
  const seen = new Map<string, number>();
  return blocks.map((block) => {
    const type = asString(block.type) ?? '';
    const nth = (seen.get(type) ?? 0) + 1;
    seen.set(type, nth);
    return `${type} ${(type === 'input' && asString(block.block_id)) || nth}`;
  });
}
