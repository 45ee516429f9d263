import type { Digest } from '../../digest/digest.ts';
import { scheduleInWords } from '../../digest/schedule-in-words.ts';
import { escapeText } from '../blocks/mrkdwn.ts';
import { whyNotThere } from '../blocks/why-not-there.ts';
import { momentInWords } from './moment-in-words.ts';
import { nameOfDigest } from './where.ts';

/** How a digest stands: "Next: Mon 23 Nov 2026, 09:00.", as its own zone has it. As mrkdwn. */
export function stateInWords({ state, nextRunAt, settings, stoppedBecause }: Digest): string {
  if (state === 'paused') return 'It is paused.';
  if (state === 'stopped') return `It stopped by itself: ${whyNotThere(stoppedBecause)}.`;
  return nextRunAt ? `Next: ${momentInWords(nextRunAt, settings.zone)}.` : 'It is on.';
}

/** That a digest was paused just now. As mrkdwn. */
export const pausedInWords = ({ target }: Digest): string =>
  `${nameOfDigest(target)} is paused. \`/finetune digest resume\` lets it go on.`;

/** That a digest goes on just now. As mrkdwn. */
export const resumedInWords = (digest: Digest): string =>
  `${nameOfDigest(digest.target)} goes on: it ${comesInWords(digest)}`;

/** That a digest was stopped just now. As mrkdwn. */
export const stoppedInWords = ({ target }: Digest): string =>
  `${nameOfDigest(target)} is stopped. \`/finetune digest\` sets up a new one.`;

/** When a digest comes, and how it stands, as the rest of a sentence: "comes every Friday at …". As mrkdwn. */
export const comesInWords = (digest: Digest): string =>
  `${digest.state === 'on' ? 'comes' : 'would come'} ${escapeText(scheduleInWords(digest.settings))}. ${stateInWords(digest)}`;
