import { z } from 'zod';
import { asStrings } from '../../../wire/json.ts';
import { setStatus } from '../../world/statuses.ts';
import { detailedError } from '../api-error.ts';
import { defineMethod } from '../method.ts';
import { jsonText } from '../parse-args.ts';
import { joinedChannel } from '../reach-channel.ts';
import { reachThread } from '../reach-thread.ts';

const MOST_MESSAGES = 10;

/** Shows "Tune or Not is reading…" under a thread. An empty status clears it, and so does the next reply. */
export const assistantThreadsSetStatus = defineMethod({
  name: 'assistant.threads.setStatus',
  scope: 'chat:write',
  tier: 'special',
  args: z.object({
    channel_id: z.string(),
    thread_ts: z.string(),
    status: z.string(),
    loading_messages: jsonText.optional(),
  }),
  run(args, { world }) {
    const channel = joinedChannel(world, args.channel_id);
    const threadTs = reachThread(world, channel.id, args.thread_ts, 'invalid_thread_ts');
    const loadingMessages = asStrings(args.loading_messages);
    if (loadingMessages.length > MOST_MESSAGES) {
      throw detailedError('invalid_arguments', [
        `no more than ${MOST_MESSAGES} items allowed [json-pointer:/loading_messages]`,
      ]);
    }
    setStatus(world, { channel: channel.id, threadTs, status: args.status, loadingMessages });
    return {};
  },
});
