import type { Composing } from '../../digest/compose.ts';
import type { Inbound } from '../../store/inbound.ts';
import type { ChannelFacts } from '../channel-facts.ts';
import type { Lists } from '../lists.ts';

/** What it takes to show and change digests. */
export interface DigestShowing extends Lists {
  /** Resolves once it is durably written. */
  keep(inbound: Inbound): Promise<void>;
  channels: ChannelFacts;
  /** Who is where, for a preview. */
  digestVoice: Composing['voice'];
}
