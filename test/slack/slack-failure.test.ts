import { describe, expect, test } from '@jest/globals';
import { WebClient } from '@slack/web-api';
import { pino } from 'pino';
import { CannotSpeakError, TryLaterError } from '../../src/cases/voice.ts';
import type { ApiFault } from '../../src/sandbox/server/faults/api-fault.ts';
import { clientOptions } from '../../src/slack/client-options.ts';
import { toVoiceError } from '../../src/slack/slack-failure.ts';
import { testSlack } from '../support/slack.ts';

/** What a post that meets a fault turns into. */
async function failureAt(fault: ApiFault): Promise<unknown> {
  const slack = await testSlack();
  slack.faults.api('chat.postMessage', fault);
  const client = new WebClient(slack.botToken, clientOptions(slack.apiUrl, pino({ level: 'silent' })));
  const error: unknown = await client.chat
    .postMessage({ channel: slack.channel('#llm-help').id, text: 'hello' })
    .catch((failure: unknown) => failure);
  expect(slack.requests('chat.postMessage')).toHaveLength(1);
  return toVoiceError(error);
}

describe('a post that fails', () => {
  test.each(['not_in_channel', 'is_archived', 'channel_not_found', 'account_inactive', 'restricted_action'])(
    'with %s will never work',
    async (reason) => {
      const error = await failureAt({ kind: 'error', error: reason });
      expect(error).toBeInstanceOf(CannotSpeakError);
      expect(error).toMatchObject({ reason });
    },
  );

  test.each(['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout', 'team_added_to_org'])(
    'with %s may work later, and is not repeated by the client',
    async (reason) => {
      const error = await failureAt({ kind: 'error', error: reason });
      expect(error).toBeInstanceOf(Error);
      expect(error).not.toBeInstanceOf(CannotSpeakError);
    },
  );

  test('with 429 says how long to wait', async () => {
    const error = await failureAt({ kind: 'rate-limited', retryAfter: 17 });
    expect(error).toBeInstanceOf(TryLaterError);
    expect(error).toMatchObject({ afterMs: 17_000 });
  });

  test.each<[string, ApiFault]>([
    ['a 500', { kind: 'http', status: 500 }],
    ['a broken connection', { kind: 'reset' }],
    ['a lost answer', { kind: 'lost-answer' }],
  ])('with %s may work later, and is not repeated by the client', async (_, fault) => {
    const error = await failureAt(fault);
    expect(error).toBeInstanceOf(Error);
    expect(error).not.toBeInstanceOf(CannotSpeakError);
  });
});
