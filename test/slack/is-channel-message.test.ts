import { expect, test } from '@jest/globals';
import { isChannelMessage } from '../../src/slack/is-channel-message.ts';

const event = (event: unknown) => ({ type: 'event_callback', event });

test.each([
  ['a message in a channel', event({ type: 'message', channel: 'C1', text: 'hello' }), true],
  ['an edit in a channel', event({ type: 'message', subtype: 'message_changed', channel: 'G1' }), true],
  ['a direct message, in which somebody may ask for help', event({ type: 'message', channel: 'D1' }), false],
  ['a mention', event({ type: 'app_mention', channel: 'C1' }), false],
  ['a message that names no channel', event({ type: 'message' }), false],
  ['an event without anything in it', event(null), false],
  ['a command', { command: '/finetune', channel_id: 'C1' }, false],
  ['no payload', undefined, false],
])('only messages in channels are for the inbox alone: %s', (_, body, alone) => {
  expect(isChannelMessage(body)).toBe(alone);
});
