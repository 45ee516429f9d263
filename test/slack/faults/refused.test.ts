import { describe, expect, test } from '@jest/globals';
import type { ApiFault } from '../../../src/sandbox/server/faults/api-fault.ts';
import type { Sandbox } from '../../../src/sandbox/server/sandbox.ts';
import { startWorld } from '../../support/app.ts';
import { eventually } from '../../support/eventually.ts';
import { shown } from '../../support/shown.ts';
import { query } from '../../support/test-database.ts';
import { ask, type CaseThread, caseThread, keyOf, settled, verdictBelow } from '../../support/threads.ts';

const SITUATION = 'Our support bot makes up refund rules. We have 800 Q&A pairs.';
const RAG = 'We already have RAG over the policy PDFs, but it often returns the wrong page.';
const ALWAYS = { times: Number.POSITIVE_INFINITY };

const refused = (error: string): ApiFault => ({ kind: 'error', error });
const isIn =
  (key: string) =>
  ({ metadata = '' }: Record<string, string>): boolean =>
    metadata.includes(`/${key}`);
const isVerdict = isIn('verdict');
/** Posts of what a case has to say; we say hello in a channel, too. */
const postsOf = (slack: Sandbox): number =>
  slack.requests('chat.postMessage').filter(({ args }) => JSON.stringify(args).includes('event_payload'))
    .length;

/** What is on record as given up: kind, and Slack's word. */
const onRecord = (database: string) =>
  query(database, 'select kind, reason from failures order by reason, kind');
const due = (database: string) => query(database, 'update outbox set attempt_after = now()');

/** A channel of its own with us in it, where somebody asks by a mention: there is no other way to answer them. */
function asked(slack: Sandbox, name: string): CaseThread {
  const channel = slack.createChannel({ user: 'ana', name });
  slack.addMember({ user: 'ana', channel, member: slack.botUserId });
  return caseThread(slack, channel, slack.say({ user: 'ana', channel, text: `@Tune or Not ${SITUATION}` }));
}

/** What only ana reads. */
const toldAlone = (slack: Sandbox): string[] => slack.messages(slack.dm('ana')).map(shown);
const inThread = (slack: Sandbox, { channel, ts }: CaseThread): string[] =>
  slack.messages(channel, ts).slice(1).map(shown);

const LOST_PLACES = [
  'cannot_reply_to_message',
  'channel_not_found',
  'is_archived',
  'not_in_channel',
  'restricted_action_read_only_channel',
  'thread_not_found',
];
const REFUSED_WORDS = ['invalid_blocks', 'msg_blocks_too_long', 'msg_too_long', 'no_text'];

describe('an answer that Slack will never take', () => {
  test('is on record with its reason, and who asked is told: alone where the place is lost, else in the thread', async () => {
    const { slack, database } = await startWorld({ env: { WORKERS: '8' } });
    const threads = new Map<string, CaseThread>();
    for (const reason of [...LOST_PLACES, ...REFUSED_WORDS]) {
      const channel = reason.replaceAll('_', '-');
      const when = (args: Record<string, string>) =>
        isVerdict(args) && args.channel === slack.channel(`#${channel}`).id;
      slack.faults.api('chat.postMessage', refused(reason), { ...ALWAYS, when });
      threads.set(reason, asked(slack, channel));
    }
    await eventually(async () => (await onRecord(database)).length === threads.size);
    await settled(slack, database);
    expect(await onRecord(database)).toEqual([...threads.keys()].sort().map((reason) => ['message', reason]));
    const alone = toldAlone(slack);
    expect(alone).toHaveLength(LOST_PLACES.length);
    for (const reason of LOST_PLACES) {
      const thread = threads.get(reason);
      const named = alone.filter((text) => text.includes(thread?.channel ?? 'nowhere'));
      expect(named).toEqual([
        expect.stringMatching(/^I could not post my answer in .*\. What was said there is kept\. Make sure/),
      ]);
    }
    for (const reason of REFUSED_WORDS) {
      const thread = threads.get(reason);
      expect(thread && inThread(slack, thread)).toEqual([
        expect.stringMatching(
          `^@Ana, I could not post an answer here: Slack does not take it \\(${reason}\\)`,
        ),
      ]);
    }
    // Each was tried once, and told of once.
    expect(postsOf(slack)).toBe(2 * threads.size);
  });

  test('comes after all with what is said next, once what stood in its way is gone; then nothing is on record any more', async () => {
    const { slack, database } = await startWorld();
    const mend = slack.faults.api('chat.postMessage', refused('not_in_channel'), {
      ...ALWAYS,
      when: isVerdict,
    });
    const { channel, ts } = asked(slack, 'away-for-a-while');
    await slack.until(() => toldAlone(slack).length === 1);
    await settled(slack, database);
    expect(await onRecord(database)).toEqual([['message', 'not_in_channel']]);
    mend();
    const thread = caseThread(slack, channel, ts);
    thread.say('ana', RAG);
    await verdictBelow(slack, channel, ts);
    await settled(slack, database);
    expect(shown(thread.verdict())).toMatch(/here: retrieval knobs/);
    expect(await onRecord(database)).toEqual([]);
    expect(toldAlone(slack)).toHaveLength(1);
  });

  test.each([
    ['to who asked for it, not to who opened the case', ['ben']],
    ['to each who asked for it', ['ben', 'ana']],
  ])('is told of %s', async (_, askers) => {
    const { slack, database } = await startWorld({ env: { GATHER_SECONDS: '1' } });
    const thread = await ask(slack, SITUATION);
    await settled(slack, database);
    slack.faults.api('chat.postMessage', refused('is_archived'), { ...ALWAYS, when: isIn('reply') });
    for (const asker of askers) thread.say(asker, '@Tune or Not How many examples do we need?');
    const told = (asker: string) => slack.messages(slack.dm(asker)).map(shown);
    await slack.until(() => askers.every((asker) => told(asker).length > 0));
    await settled(slack, database);
    const unsaid = expect.stringMatching(/^I could not post my answer in /);
    for (const person of ['ana', 'ben'])
      expect(told(person)).toEqual(askers.includes(person) ? [unsaid] : []);
  });

  test('and of which nobody can be told either, is all on record, and nothing is tried for ever', async () => {
    const { slack, database } = await startWorld();
    slack.faults.api('chat.postMessage', refused('is_archived'), { ...ALWAYS, when: isVerdict });
    slack.faults.api('conversations.open', refused('user_disabled'), ALWAYS);
    asked(slack, 'lost');
    await eventually(async () => (await onRecord(database)).length === 2);
    await settled(slack, database);
    expect(await onRecord(database)).toEqual([
      ['message', 'is_archived'],
      ['message', 'user_disabled'],
    ]);
  });

  test('is told of once, also where the answer to the telling is lost', async () => {
    const { slack, database } = await startWorld();
    slack.faults.api('chat.postMessage', refused('is_archived'), { ...ALWAYS, when: isVerdict });
    slack.faults.api('chat.postMessage', { kind: 'lost-answer' }, { when: isIn('unsaid') });
    asked(slack, 'lost');
    await slack.until(() => toldAlone(slack).length === 1);
    await settled(slack, database);
    expect(toldAlone(slack)).toHaveLength(1);
    expect(postsOf(slack)).toBe(2);
  });
});

describe('while Slack does not know our token', () => {
  test('what we have to say waits, and is said once it does', async () => {
    const { slack, database } = await startWorld();
    const thread = await ask(slack, SITUATION);
    await settled(slack, database);
    const mend = slack.faults.api('chat.update', refused('token_revoked'), ALWAYS);
    thread.say('ana', RAG);
    await eventually(async () => {
      const [row] = await query(database, 'select 1 from outbox where attempts > 0');
      return row;
    });
    expect(await onRecord(database)).toEqual([]);
    mend();
    await due(database);
    await slack.until(() => thread.replies().length === 1);
    await settled(slack, database);
    expect(slack.messages(thread.channel, thread.ts).map(keyOf)).toEqual([
      'root',
      'verdict',
      undefined,
      'reply:2',
    ]);
  });

  test('for too long, it is given up and on record, and the case is kept', async () => {
    const { slack, database } = await startWorld();
    const thread = await ask(slack, SITUATION);
    await settled(slack, database);
    slack.faults.api('*', refused('token_revoked'), ALWAYS);
    thread.say('ana', RAG);
    // After hours of trying, which nobody has here.
    await eventually(async () => {
      await query(
        database,
        'update outbox set attempts = 39, attempt_after = now() where attempts between 1 and 38',
      );
      return (await onRecord(database)).length > 0;
    });
    await eventually(async () => {
      await query(
        database,
        'update outbox set attempts = 39, attempt_after = now() where attempts between 1 and 38',
      );
      const [row] = await query(
        database,
        'select count(*) from outbox where sent_version < version and failed is null',
      );
      return Number(row?.[0]) === 0;
    });
    const reasons = (await onRecord(database)).map(([, reason]) => reason);
    expect(new Set(reasons)).toEqual(new Set(['token_revoked']));
    expect(await query(database, 'select max(turn) from cases')).toEqual([[2]]);
  });
});
