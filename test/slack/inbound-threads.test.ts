import { describe, expect, test } from '@jest/globals';
import { toInbound } from '../../src/slack/inbound.ts';
import type { Inbound } from '../../src/store/inbound.ts';
import { BOT_USER, envelope, mention } from './payloads.ts';

const NOW = 1_763_650_000_000;
const inboundOf = (body: unknown): Inbound => {
  const inbound = toInbound(body, NOW);
  if (!inbound) throw new Error('It was taken for nothing of ours.');
  return inbound;
};

describe('Stop in a session', () => {
  const stopped = {
    type: 'agent_session_stopped',
    channel: 'D1',
    user: 'U1ANA',
    thread_ts: '1763640000.000100',
    streaming_message_ts: [],
    event_ts: '1763640300.000400',
  };

  test('is kept for the case of its thread, and opens none', () => {
    expect(inboundOf(envelope(stopped))).toMatchObject({
      channel: 'D1',
      threadTs: '1763640000.000100',
      opening: undefined,
      body: { kind: 'stop', user: 'U1ANA', at: 1_763_640_300_000 },
    });
  });
});

describe('a request by name', () => {
  const inThread = (text: string) =>
    envelope(mention({ thread_ts: '1763639000.0', text: `<@${BOT_USER}> ${text}` }));

  test.each([
    ['stop', { kind: 'follow', following: false }],
    ['Follow again.', { kind: 'follow', following: true }],
    ['why?', { kind: 'tell', what: 'why' }],
    ['facts, please', { kind: 'tell', what: 'facts' }],
    ['Make it a plan!', { kind: 'tell', what: 'plan' }],
    ['please forget this case', { kind: 'tell', what: 'forget' }],
  ])('"%s" opens no case', (text, body) => {
    expect(inboundOf(inThread(text))).toMatchObject({ opening: undefined, body });
  });

  test('"help" is answered at once and not kept', () => {
    expect(toInbound(inThread('help'), NOW)).toBeUndefined();
  });

  test('with more words is something to read', () => {
    expect(inboundOf(inThread('why not train on PDFs?')).body.kind).toBe('open');
    expect(inboundOf(inThread('stop training, they say')).body.kind).toBe('open');
  });

  test('outside of a thread begins a case like other words do', () => {
    expect(inboundOf(envelope(mention({ text: `<@${BOT_USER}> plan` }))).body.kind).toBe('open');
  });
});
