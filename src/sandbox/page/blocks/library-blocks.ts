import type { Block } from 'slack-blocks-to-jsx';
import { z } from 'zod';
import type { JsonObject } from '../../wire/json.ts';

/** The server has checked every block against Slack's rules; what the library cannot draw it leaves out. */
const libraryBlock = z.custom<Block>(
  (value) => typeof value === 'object' && value !== null && 'type' in value,
);

/** @returns blocks from the wire as the library's own type */
export function libraryBlocks(blocks: readonly JsonObject[]): Block[] {
  return blocks.map((block) => libraryBlock.parse(block));
}
