/** Payloads as Slack sends them, with the fields that real ones have; what a test is about is given. */

export const TEAM = 'T0TEAM';
export const BOT_USER = 'U0BOT';
export const BOT_ID = 'B0BOT';

/** An event in its envelope. */
export const envelope = (event: object, changes: object = {}) => ({
  token: 'verification',
  team_id: TEAM,
  context_team_id: TEAM,
  context_enterprise_id: null,
  api_app_id: 'A0APP',
  event,
  type: 'event_callback',
  event_id: 'Ev1',
  event_time: 1_763_640_000,
  authorizations: [
    { enterprise_id: null, team_id: TEAM, user_id: BOT_USER, is_bot: true, is_enterprise_install: false },
  ],
  is_ext_shared_channel: false,
  event_context: '4-xyz',
  ...changes,
});

export const message = (changes: object) => ({
  type: 'message',
  client_msg_id: '5f0c',
  user: 'U1ANA',
  text: 'We have RAG.',
  team: TEAM,
  channel: 'C1',
  channel_type: 'channel',
  ts: '1763640100.000200',
  event_ts: '1763640100.000200',
  blocks: [{ type: 'rich_text', block_id: 'x', elements: [] }],
  ...changes,
});

export const mention = (changes: object) => ({
  type: 'app_mention',
  client_msg_id: '5f0d',
  user: 'U1ANA',
  text: `<@${BOT_USER}> should we fine-tune?`,
  team: TEAM,
  channel: 'C1',
  ts: '1763640000.000100',
  event_ts: '1763640000.000100',
  blocks: [],
  ...changes,
});

const THREAD = '1763640000.000100';
const written = { type: 'message', user: 'U1ANA', team: TEAM, ts: '1763640100.000200', thread_ts: THREAD };

export const edited = (now: string, before: string, changes: object = {}) => ({
  type: 'message',
  subtype: 'message_changed',
  hidden: true,
  channel: 'C1',
  channel_type: 'channel',
  ts: '1763640200.000300',
  event_ts: '1763640200.000300',
  message: { ...written, text: now, edited: { user: 'U1ANA', ts: '1763640200.000000' } },
  previous_message: { ...written, text: before },
  ...changes,
});

export const deleted = (changes: object = {}) => ({
  type: 'message',
  subtype: 'message_deleted',
  hidden: true,
  channel: 'C1',
  channel_type: 'channel',
  ts: '1763640300.000400',
  event_ts: '1763640300.000400',
  deleted_ts: '1763640100.000200',
  previous_message: { ...written, text: 'We have RAG.' },
  ...changes,
});

/** What becomes of a deleted root that has replies. */
export const tombstone = () => ({
  type: 'message',
  subtype: 'message_changed',
  hidden: true,
  channel: 'C1',
  channel_type: 'channel',
  ts: '1763640300.000400',
  event_ts: '1763640300.000400',
  message: {
    type: 'message',
    subtype: 'tombstone',
    text: 'This message was deleted.',
    user: 'USLACKBOT',
    hidden: true,
    ts: THREAD,
    thread_ts: THREAD,
    reply_count: 2,
  },
  previous_message: { ...written, ts: THREAD, text: 'should we fine-tune?' },
});

export const command = (text: string, changes: object = {}) => ({
  token: 'verification',
  team_id: TEAM,
  team_domain: 'team',
  channel_id: 'C1',
  channel_name: 'llm-help',
  user_id: 'U1ANA',
  user_name: 'ana',
  command: '/finetune',
  text,
  api_app_id: 'A0APP',
  is_enterprise_install: 'false',
  response_url: 'https://hooks.slack.com/commands/T0/1/x',
  trigger_id: '1.2.abc',
  ...changes,
});

export const submission = (values: Record<string, string | null>, changes: object = {}) => ({
  type: 'view_submission',
  team: { id: TEAM, domain: 'team' },
  enterprise: null,
  user: { id: 'U1ANA', username: 'ana', name: 'ana', team_id: TEAM },
  api_app_id: 'A0APP',
  token: 'verification',
  trigger_id: '9.9.xyz',
  view: {
    id: 'V1',
    team_id: TEAM,
    type: 'modal',
    hash: '1763640000.abc',
    callback_id: 'situation_form',
    private_metadata: JSON.stringify({
      channel: 'C1',
      responseUrl: 'https://hooks.slack.com/commands/T0/1/x',
    }),
    state: {
      values: Object.fromEntries(
        Object.entries(values).map(([id, value]) => [id, { text: { type: 'plain_text_input', value } }]),
      ),
    },
  },
  response_urls: [],
  is_enterprise_install: false,
  ...changes,
});
