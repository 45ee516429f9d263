import type { Logger } from 'pino';
import type { Composing } from '../../digest/compose.ts';
import type { Redrawing } from '../../digest/redraw.ts';
import type { Inbound } from '../../store/inbound.ts';
import type { ChannelFacts } from '../channel-facts.ts';
import type { Lists } from '../lists.ts';

/** What it takes to show and change digests. */
export interface DigestShowing extends Lists {
  /** Resolves once it is durably written. */
  keep(inbound: Inbound): Promise<void>;
  channels: ChannelFacts;
  /** Who is where, for a preview; and what changes in a digest that was posted. */
  digestVoice: Composing['voice'] & Redrawing['digestVoice'];
  log: Logger;
}
