import { z } from 'zod';
import { slackMessages } from '../../blocks/slack-messages.ts';
import { ApiError, detailedError } from '../api-error.ts';
import { defineMethod } from '../method.ts';
import { jsonText } from '../parse-args.ts';
import { visibleChannel } from '../reach-channel.ts';

const promptsSchema = z
  .array(z.object({ title: z.string().min(1), message: z.string().min(1) }))
  .min(1)
  .max(4);

/**
 * Offers questions in the app's direct message. With `thread_ts` an agent's call says ok and does nothing: that
 * trap is Slack's own, and worth having here.
 */
export const assistantThreadsSetSuggestedPrompts = defineMethod({
  name: 'assistant.threads.setSuggestedPrompts',
  scope: 'assistant:write',
  tier: 4,
  args: z.object({
    channel_id: z.string(),
    prompts: jsonText,
    title: z.string().default(''),
    thread_ts: z.string().optional(),
  }),
  run(args, { world }) {
    const channel = visibleChannel(world, args.channel_id);
    if (channel.kind !== 'im') throw new ApiError('channel_not_found');
    const prompts = promptsSchema.safeParse(args.prompts);
    if (!prompts.success) throw detailedError('invalid_arguments', slackMessages(prompts.error, '/prompts'));
    if (args.thread_ts !== undefined) return {};
    world.state.prompts[channel.id] = { title: args.title, prompts: prompts.data };
    world.changed();
    return {};
  },
});
