import { describe, expect, test } from '@jest/globals';
import { causeOf } from '../../src/cases/failure-cause.ts';
import { NEVER } from '../../src/slack/slack-failure.ts';

describe('Why something can never be posted', () => {
  test('is one of few kinds of reason, whichever of its words Slack says', () => {
    expect([...NEVER].filter((reason) => causeOf(reason) === 'other')).toEqual([]);
  });

  test.each([
    ['token_revoked', 'access'],
    ['missing_scope', 'access'],
    ['is_archived', 'place'],
    ['restricted_action_thread_locked', 'place'],
    ['msg_too_long', 'content'],
    ['too_many_attempts', 'retries'],
    ['a word that Slack has not said yet', 'other'],
  ])('%s: %s', (reason, cause) => {
    expect(causeOf(reason)).toBe(cause);
  });
});
