import type { Digest } from '../../digest/digest.ts';
import { section } from './text-blocks.ts';
import type { Rendered } from './verdict-message.ts';

const NOT_THERE = 'I am not in the channel any more, or it is gone';
const RESTRICTED = 'posting there is restricted, and I am not among those who may';
const WHY: ReadonlyMap<string, string> = new Map([
  ['is_archived', 'the channel is archived'],
  ['not_in_channel', NOT_THERE],
  ['channel_not_found', NOT_THERE],
  ['posting_to_channel_denied', RESTRICTED],
  ['restricted_action', RESTRICTED],
  ['restricted_action_non_threadable_channel', RESTRICTED],
  ['restricted_action_read_only_channel', RESTRICTED],
  ['restricted_action_thread_only_channel', RESTRICTED],
]);

/** Why a digest stopped by itself, as the rest of a sentence. @param reason Slack's word */
export const whyStopped = (reason: string | undefined): string =>
  WHY.get(reason ?? '') ?? 'Slack does not let me post there any more';

/** Tells who set a digest up, alone, that it has stopped by itself, and what to do. */
export function digestStoppedMessage({ target }: Digest, reason: string): Rendered {
  const which = target.kind === 'channel' ? `the digest of <#${target.channel}>` : 'your own digest';
  const text = `I have stopped ${which}: ${whyStopped(reason)}. Nothing of its cases is lost. To have it again, make sure that I can post there, and type \`/finetune digest\`.`;
  return { text, blocks: [section(text)] };
}
