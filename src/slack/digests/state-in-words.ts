import type { Digest } from '../../digest/digest.ts';
import { scheduleInWords } from '../../digest/schedule-in-words.ts';
import { whyStopped } from '../blocks/digest-stopped-message.ts';
import { escapeText } from '../blocks/mrkdwn.ts';
import { momentInWords } from './in-words.ts';

/** How a digest stands: "Next: Mon 23 Nov 2026, 09:00.", as its own zone has it. As mrkdwn. */
export function stateInWords({ state, nextRunAt, settings, stoppedBecause }: Digest): string {
  if (state === 'paused') return 'It is paused.';
  if (state === 'stopped') return `It stopped by itself: ${whyStopped(stoppedBecause)}.`;
  return nextRunAt ? `Next: ${momentInWords(nextRunAt, settings.zone)}.` : 'It is on.';
}

/** When a digest comes, and how it stands, as the rest of a sentence: "comes every Friday at …". As mrkdwn. */
export const comesInWords = (digest: Digest): string =>
  `${digest.state === 'on' ? 'comes' : 'would come'} ${escapeText(scheduleInWords(digest.settings))}. ${stateInWords(digest)}`;
