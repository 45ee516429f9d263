import type { Digest } from '../../digest/digest.ts';
import { section } from './text-blocks.ts';
import type { Rendered } from './verdict-message.ts';
import { whyNotThere } from './why-not-there.ts';

/** Tells who set a digest up, alone, that it has stopped by itself, and what to do. */
export function digestStoppedMessage({ target }: Digest, reason: string): Rendered {
  const which = target.kind === 'channel' ? `the digest of <#${target.channel}>` : 'your own digest';
  const text = `I have stopped ${which}: ${whyNotThere(reason)}. Nothing of its cases is lost. To have it again, make sure that I can post there, and type \`/finetune digest\`.`;
  return { text, blocks: [section(text)] };
}
