import type { App } from '@slack/bolt';
import { findCase } from '../../../store/case-file.ts';
import { helpText } from '../../help.ts';
import { isDirect } from '../../is-direct.ts';
import { readRequest } from '../../mention-request.ts';
import { plainText } from '../../plain-text.ts';
import { workspaceOfEvent } from '../../workspace-of.ts';
import type { Threads } from '../threads.ts';

const NO_CASE =
  'This thread is no case of mine, so there is nothing to show or to stop. Mention me here with a question, or choose *Assess this thread* in a message’s menu, and I read it.';

/**
 * What is asked by name in one word and answered to that person alone: help, and anything about a thread that is no case.
 * The rest is in the inbox by the time this runs.
 */
export function listenForRequests(
  app: App,
  { db, identities, readerIn }: Pick<Threads, 'db' | 'identities' | 'readerIn'>,
): void {
  app.event('app_mention', async ({ event, body, client }) => {
    const { channel, user, thread_ts: thread } = event;
    const workspace = workspaceOfEvent(body);
    const { botUserId } = await identities.of(workspace);
    const request = readRequest(plainText(event.text, botUserId));
    if (!request || !user) return;
    // Outside of a thread these words open a case like others do; help is help.
    if (request !== 'help' && thread === undefined) return;
    const at = thread === undefined ? {} : { thread_ts: thread };
    if (request === 'help') {
      const text = helpText({ reader: await readerIn(workspace) });
      await client.chat.postEphemeral({ channel, user, text, ...at });
      return;
    }
    if (await findCase(db, { workspace, channel, threadTs: thread ?? '' })) return;
    await client.chat.postEphemeral({ channel, user, text: NO_CASE, ...at });
  });

  // In a direct message nobody mentions us; Slack sends no mention event there.
  app.event('message', async ({ event, body, client }) => {
    if (!isDirect(event.channel) || event.subtype !== undefined || event.bot_id) return;
    const workspace = workspaceOfEvent(body);
    const { botUserId } = await identities.of(workspace);
    if (readRequest(plainText(event.text ?? '', botUserId)) !== 'help') return;
    const text = helpText({ reader: await readerIn(workspace) });
    // For them alone here too: told twice by Slack, it does no harm.
    const at = event.thread_ts === undefined ? {} : { thread_ts: event.thread_ts };
    await client.chat.postEphemeral({ channel: event.channel, user: event.user, text, ...at });
  });
}
