import { z } from 'zod';

/** The parts of Slack's payloads that an inbound is made of. Whatever else they hold is not looked at. */

/** What kind of payload it is. Most are events: they are told apart before anything of them is looked at. */
export const typeOf = (body: unknown): unknown =>
  typeof body === 'object' && body !== null && 'type' in body ? body.type : undefined;

/** What kind of event a payload tells of; undefined for what is no event. */
export const eventTypeOf = (body: unknown): unknown =>
  typeof body === 'object' && body !== null && 'event' in body ? typeOf(body.event) : undefined;

const Workspace = { team_id: z.string().nullish(), enterprise_id: z.string().nullish() };

export const MessageEvent = z.object({
  type: z.literal('message'),
  subtype: z.string().optional(),
  channel: z.string(),
  channel_type: z.string().optional(),
  ts: z.string(),
  thread_ts: z.string().optional(),
  user: z.string().optional(),
  bot_id: z.string().optional(),
  text: z.string().optional(),
  event_ts: z.string().optional(),
  deleted_ts: z.string().optional(),
  message: z
    .object({
      ts: z.string(),
      thread_ts: z.string().optional(),
      user: z.string().optional(),
      bot_id: z.string().optional(),
      subtype: z.string().optional(),
      text: z.string().optional(),
    })
    .optional(),
  previous_message: z
    .object({
      ts: z.string(),
      thread_ts: z.string().optional(),
      bot_id: z.string().optional(),
      text: z.string().optional(),
    })
    .optional(),
});
export type MessageEvent = z.infer<typeof MessageEvent>;

export const MentionEvent = z.object({
  type: z.literal('app_mention'),
  channel: z.string(),
  ts: z.string(),
  thread_ts: z.string().optional(),
  user: z.string().optional(),
  bot_id: z.string().optional(),
  text: z.string().default(''),
});
export type MentionEvent = z.infer<typeof MentionEvent>;

/** Stop was pressed in the session of a thread. */
export const StopEvent = z.object({
  type: z.literal('agent_session_stopped'),
  channel: z.string(),
  user: z.string(),
  thread_ts: z.string(),
  event_ts: z.string(),
});
export type StopEvent = z.infer<typeof StopEvent>;

export const EventBody = z.object({
  type: z.literal('event_callback'),
  ...Workspace,
  event_id: z.string(),
  event_time: z.number().optional(),
  authorizations: z
    .array(z.object({ ...Workspace, user_id: z.string().nullish(), is_bot: z.boolean().optional() }))
    .optional(),
  event: z.union([MessageEvent, MentionEvent, StopEvent]),
});
export type EventBody = z.infer<typeof EventBody>;

export const CommandBody = z.object({
  ...Workspace,
  command: z.string(),
  text: z.string().default(''),
  user_id: z.string(),
  channel_id: z.string(),
  trigger_id: z.string(),
  response_url: z.string().optional(),
});
export type CommandBody = z.infer<typeof CommandBody>;

/** A text that the database takes as it is; what stands in our own buttons and forms is no other. */
const OurText = z.string().regex(/^[^\0]*$/);

/** Buttons and menus that were used, in a message, a modal or the home tab. */
export const ActionBody = z.object({
  type: z.literal('block_actions'),
  team: z.object({ id: z.string() }).nullish(),
  enterprise: z.object({ id: z.string() }).nullish(),
  user: z.object({ id: z.string() }),
  trigger_id: z.string().optional(),
  channel: z.object({ id: z.string() }).optional(),
  view: z.object({ type: z.string(), private_metadata: OurText.optional() }).nullish(),
  response_url: z.string().optional(),
  actions: z.array(
    z.object({
      action_id: OurText,
      action_ts: z.string().optional(),
      block_id: z.string().optional(),
      value: OurText.optional(),
      selected_option: z.object({ value: OurText }).nullish(),
    }),
  ),
});
export type ActionBody = z.infer<typeof ActionBody>;

/** A shortcut in the menu of a message. */
export const ShortcutBody = z.object({
  type: z.literal('message_action'),
  callback_id: z.string(),
  team: z.object({ id: z.string() }).nullish(),
  enterprise: z.object({ id: z.string() }).nullish(),
  user: z.object({ id: z.string() }),
  channel: z.object({ id: z.string() }),
  message: z.object({ ts: z.string(), thread_ts: z.string().optional() }),
  trigger_id: z.string(),
  response_url: z.string(),
});
export type ShortcutBody = z.infer<typeof ShortcutBody>;

const Option = z.object({ value: z.string() });

/** What somebody entered in one field of a form, by the kind of field. */
export const Entered = z.object({
  value: z.string().nullish(),
  selected_option: Option.nullish(),
  selected_options: z.array(Option).nullish(),
  selected_user: z.string().nullish(),
  selected_users: z.array(z.string()).nullish(),
  selected_date: z.string().nullish(),
  selected_time: z.string().nullish(),
  selected_conversation: z.string().nullish(),
});
export type Entered = z.infer<typeof Entered>;

/** A submitted form; the values are read by the form that asked for them. */
export const SubmissionBody = z.object({
  type: z.literal('view_submission'),
  /** Where who submitted it can be answered alone, for each channel that was chosen so. */
  response_urls: z.array(z.object({ channel_id: z.string(), response_url: z.string() })).default([]),
  team: z.object({ id: z.string() }).nullish(),
  enterprise: z.object({ id: z.string() }).nullish(),
  user: z.object({ id: z.string() }),
  trigger_id: z.string().optional(),
  view: z.object({
    id: z.string(),
    hash: z.string().optional(),
    callback_id: OurText,
    private_metadata: OurText.default(''),
    /** What the form showed; read by forms that tell what somebody changed. */
    blocks: z.array(z.unknown()).default([]),
    state: z.object({ values: z.record(z.string(), z.record(z.string(), Entered)) }),
  }),
});
export type SubmissionBody = z.infer<typeof SubmissionBody>;
