import type { Digest } from '../../digest/digest.ts';
import { whyStopped } from '../blocks/digest-stopped-message.ts';
import { escapeText } from '../blocks/mrkdwn.ts';
import { momentInWords } from './in-words.ts';

/** How a digest stands: "Next: Mon 23 Nov 2026, 09:00 (Europe/Berlin)." As mrkdwn. */
export function stateInWords({ state, nextRunAt, settings, stoppedBecause }: Digest): string {
  if (state === 'paused') return 'It is paused.';
  if (state === 'stopped') return `It stopped by itself: ${whyStopped(stoppedBecause)}.`;
  return nextRunAt
    ? `Next: ${momentInWords(nextRunAt, settings.zone)} (${escapeText(settings.zone)}).`
    : 'It is on.';
}
