import { setTimeout } from 'node:timers/promises';
import type { App } from '@slack/bolt';
import { WebAPIRateLimitedError } from '@slack/web-api';
import type { Kysely } from 'kysely';
import type { Clock } from '../../../clock.ts';
import { noteHello } from '../../../store/hellos.ts';
import type { Tables } from '../../../store/tables.ts';
import type { ChannelFacts } from '../../channel-facts.ts';
import { helloText } from '../../hello.ts';
import type { Identities } from '../../identities.ts';
import { workspaceOfEvent } from '../../workspace-of.ts';

/** Where Slack asks us to slow down, it is tried again so often. */
const MOST_ATTEMPTS = 3;

/** Says hello in a channel that we were added to, once, and nothing else until somebody asks. */
export function listenForJoining(
  app: App,
  options: {
    db: Kysely<Tables>;
    channels: ChannelFacts;
    clock: Clock;
    identities: Identities;
    readerIn(workspace: string): Promise<string>;
  },
): void {
  const { db, channels, clock, identities, readerIn } = options;
  app.event('member_joined_channel', async ({ event, body, client }) => {
    const workspace = workspaceOfEvent(body);
    if (event.user !== (await identities.of(workspace)).botUserId) return;
    const { channel } = event;
    const follows = await channels.follows(workspace, channel);
    const eventKey = body.event_id;
    if (!(await noteHello(db, { workspace, channel, eventKey, at: new Date(clock.now()) }))) return;
    const text = helloText({ reader: await readerIn(workspace), follows });
    const blocks = [{ type: 'section' as const, text: { type: 'mrkdwn' as const, text }, expand: true }];
    for (let attempt = 1; ; attempt += 1) {
      try {
        await client.chat.postMessage({ channel, text, blocks, unfurl_links: false });
        return;
      } catch (error) {
        // A refusal for haste is the one failure after which nothing can have been posted.
        if (!(error instanceof WebAPIRateLimitedError) || attempt === MOST_ATTEMPTS) throw error;
        await setTimeout(error.retryAfter * 1000, undefined, { ref: false });
      }
    }
  });
}
