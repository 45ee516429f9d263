import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { Meter } from '../meter.ts';
import type { Composing } from './compose.ts';
import type { DigestVoice } from './digest-voice.ts';

/** What sending digests needs. */
export interface DigestWork extends Composing {
  voice: DigestVoice;
  clock: Clock;
  log: Logger;
  meter: Meter;
}
