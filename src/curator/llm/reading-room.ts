import type { Pack } from '../../advisor/pack.ts';
import { countTokens } from './count-tokens.ts';
import { readingPrompt } from './reading-prompt.ts';
import { readingSchema } from './reading-schema.ts';
import { STABLE_SHARE_OF_READING } from './stable-share.ts';

/** Tokens of a call, the schema included, for a thread of any length. */
export const TOKENS_PER_CALL = 4_000;
/** With less a call could not take what is known of a case and a message beside it. */
export const LEAST_ROOM = 600;
/** Other tokenizers than ours count a little differently, and a call has some tokens of its own. */
const TOKENS_SPARE = 150;

/**
 * What a call that reads has for what changes: what is known, and the thread. A pack may be too large to read with.
 * @param template prompts/read.md
 * @returns tokens, which may be fewer than none
 */
export function readingRoom(template: string, pack: Pack): number {
  const tokensOfFixed =
    countTokens(readingPrompt(template, pack)) +
    countTokens(JSON.stringify(readingSchema([...pack.vocabulary.keys()]))) +
    TOKENS_SPARE;
  return Math.min(
    TOKENS_PER_CALL - tokensOfFixed - TOKENS_SPARE,
    (tokensOfFixed * (1 - STABLE_SHARE_OF_READING)) / STABLE_SHARE_OF_READING - TOKENS_SPARE,
  );
}

/** Why a pack is too large for a model to read with, and what to do; undefined where it is not. */
export function lackOfRoom(template: string, pack: Pack): { problem: string; remedy: string } | undefined {
  const room = Math.floor(readingRoom(template, pack));
  if (room >= LEAST_ROOM) return undefined;
  return {
    problem: `With ${pack.vocabulary.size} facts the guidance is too large for a model to read with: of the ${TOKENS_PER_CALL} tokens of a call ${Math.max(0, room)} would be left for what people write, and ${LEAST_ROOM} are needed.`,
    remedy:
      'Take facts out of the folders of GUIDANCE_DIR and WORKSPACE_GUIDANCE, shorten their "brief", or list fewer folders: a workspace may choose all of them at once. Without OPENAI_API_KEY it is read offline, which has no such limit.',
  };
}
