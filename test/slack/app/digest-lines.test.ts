import { describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { dayOf } from '../../../src/clock.ts';
import { digestById, noteReaction, stopDigest } from '../../../src/digest/digests.ts';
import { pressedDigest } from '../../../src/slack/digests/pressed-digest.ts';
import { createMembership } from '../../../src/slack/membership.ts';
import { endStep, loadSteps } from '../../../src/store/steps.ts';
import { connected } from '../../support/connected.ts';
import { digestFor, digestsIn, startClockWorld, takeOn, toNext } from '../../support/digests.ts';
import { eventually } from '../../support/eventually.ts';
import { caseIdOf, messageOf, send } from '../../support/forms.ts';
import { identitiesIn } from '../../support/identity.ts';
import {
  BOT,
  choose,
  form,
  next,
  noted,
  press,
  type Reminded,
  reminded,
  says,
  told,
} from '../../support/reminded.ts';
import { shown } from '../../support/shown.ts';
import { query } from '../../support/test-database.ts';
import { ask, settled } from '../../support/threads.ts';

describe("in a digest, a step's menu", () => {
  test('asks for the measured result, and the step is done', async () => {
    const world = await reminded();
    const { slack, db, ref, thread } = world;
    await choose(world, 'ben', 'Ask 50 of the 800 twice', 'done');
    const { id } = await form(world, 'ben', 'What came out');
    await send(slack, 'ben', id, { result: '41 of 50 right', outcome: 'failed' });
    await eventually(async () => (await loadSteps(db, ref))[0]?.state === 'done');
    await slack.until(() => /41 of 50 right/.test(shown(messageOf(slack, thread, 'plan') ?? {})));
    expect(await says(world, /✓ Done/)).toMatch(/Step overdue: Ask 50.*\n.*✓ Done.*Look again: Keep/s);
    await expect(choose(world, 'ben', 'Ask 50 of the 800 twice', 'done')).rejects.toThrow(/no "digest_line"/);
    await choose(world, 'ben', 'Keep the small model', 'reopen');
    expect(await next(world)).not.toContain('Step overdue');
  });

  test('keeps it away for a day or a week from this digest alone', async () => {
    const world = await reminded({ skipQuiet: false });
    await choose(world, 'ana', 'Ask 50 of the 800 twice', 'snooze-day');
    await told(world, 'ana', /leave it out of this digest for a day/);
    await choose(world, 'ana', 'Keep the small model', 'snooze-week');
    await told(world, 'ana', /leave it out of this digest for a week/);
    const both = await says(world, /Snoozed for a day.*Snoozed for a week/s);
    expect(both).toMatch(/Ask 50 of the 800 twice.*Keep the small model/s);
    const second = await next(world);
    expect(second).not.toMatch(/Step overdue|Look again/);
    const third = await next(world);
    expect(third).toContain('Step overdue: Ask 50 of the 800 twice');
    expect(third).not.toContain('Look again');
  });

  test('gives it to somebody else, and the thread is told', async () => {
    const world = await reminded();
    const { slack, db, ref, thread } = world;
    await choose(world, 'ana', 'Ask 50 of the 800 twice', 'reassign');
    const { id } = await form(world, 'ana', 'Give it to somebody');
    const ben = slack.user('ben').id;
    expect(await send(slack, 'ana', id, { owner: ben })).toMatchObject({ outcome: 'closed' });
    await eventually(async () => (await loadSteps(db, ref))[0]?.owner === ben);
    await slack.until(() => /Owner: @Ben/.test(shown(messageOf(slack, thread, 'plan') ?? {})));
    await slack.until(() =>
      thread.replies().some((each) => /@Ana changed the owner of “Ask 50/.test(shown(each))),
    );
    expect(await next(world)).toMatch(/Ask 50 of the 800 twice {2}· {2}@Ben/);
    expect(slack.pings()).toEqual([]);
  });

  test('drops it once that is confirmed', async () => {
    const world = await reminded();
    const { slack, db, ref } = world;
    await choose(world, 'ana', 'Ask 50 of the 800 twice', 'drop');
    const { id } = await form(world, 'ana', 'Drop this step');
    expect((await loadSteps(db, ref))[0]?.state).toBe('open');
    expect(await send(slack, 'ana', id, {})).toMatchObject({ outcome: 'closed' });
    await eventually(async () => (await loadSteps(db, ref))[0]?.state === 'dropped');
    await says(world, /✓ Dropped/);
  });

  test('says who has finished it meanwhile, also in a form that was open', async () => {
    const world = await reminded();
    const { slack, db, ref, clock } = world;
    await choose(world, 'ana', 'Ask 50 of the 800 twice', 'reassign');
    await choose(world, 'ben', 'Ask 50 of the 800 twice', 'drop');
    const [anas, bens] = [
      await form(world, 'ana', 'Give it to somebody'),
      await form(world, 'ben', 'Drop this step'),
    ];
    const by = { user: slack.user('ana').id, at: new Date(clock.now()) };
    const end = { state: 'done', outcome: 'passed', result: '48 of 50' } as const;
    await db.transaction().execute((trx) => endStep(trx, ref, 'a', end, by));
    await choose(world, 'ben', 'Ask 50 of the 800 twice', 'done');
    await told(world, 'ben', /@Ana has finished this step already/);
    const owner = slack.user('ben').id;
    expect(await send(slack, 'ana', anas.id, { owner })).toMatchObject({
      errors: { owner: expect.stringMatching(/@Ana has finished this step already\. Nothing is changed/) },
    });
    expect(await send(slack, 'ben', bens.id, {})).toMatchObject({ outcome: 'updated' });
    expect(JSON.stringify(slack.views('ben').at(-1))).toMatch(/@Ana has finished this step already/);
    await settled(slack, world.database);
    expect(await loadSteps(db, ref)).toMatchObject([{ state: 'done', owner: by.user }]);
  });
});

describe("in a digest, a decision's menu", () => {
  test('moves the day to look again on, where it is still right, and the thread is told', async () => {
    const world = await reminded();
    const { slack, db, thread } = world;
    await choose(world, 'ben', 'Keep the small model', 'still-right');
    await told(world, 'ben', /to be looked at again on \w{3} \d+ \w{3} \d{4}; the thread is told/);
    await slack.until(() =>
      thread
        .replies()
        .some((each) => /@Ben looked at “Keep the small model” again: it is still right\./.test(shown(each))),
    );
    const again = await db.selectFrom('decisions').select('look_again').execute();
    expect(again).toHaveLength(1);
    await says(world, /✓ Still right/);
    await slack.until(() => /to look at again on/.test(shown(messageOf(slack, thread, 'decision:') ?? {})));
    expect(await next(world)).not.toContain('Look again');
  });

  test('reopens it: another decision takes its place, and the old one is not to be kept any more', async () => {
    const world = await reminded();
    const { slack, thread } = world;
    // Where Slack does not let it be drawn anew, the menu is still there.
    slack.faults.api('conversations.history', { kind: 'error', error: 'internal_error' }, { times: 1 });
    await choose(world, 'ana', 'Keep the small model', 'reopen');
    const { id } = await form(world, 'ana', 'Record a decision');
    await send(slack, 'ana', id, { what: 'Take the large one', why: 'It passed.', look_again: null });
    await slack.until(() => messageOf(slack, thread, 'decision:'));
    await settled(slack, world.database);
    await choose(world, 'ben', 'Keep the small model', 'still-right');
    await told(world, 'ben', /decided anew meanwhile, so nothing is changed/);
    expect(await next(world)).not.toContain('Look again');
  });
});

const unanswered = async ({ db, digest }: Reminded): Promise<number | undefined> =>
  (await digestById(db, digest))?.unanswered;

describe('a digest', () => {
  test("is reacted to by any press; a question's menu opens the form that answers it", async () => {
    const world = await startClockWorld();
    const { slack, db, database } = world;
    const thread = await ask(slack, BOT);
    await settled(slack, database);
    const target = { kind: 'channel', channel: slack.channel('#llm-help').id } as const;
    const digest = await digestFor(world, target, { skipQuiet: false });
    toNext(world, digest);
    const message = await slack.until(() => digestsIn(slack, '#llm-help')[0]);
    const ref = { workspace: slack.teamId, caseId: caseIdOf(thread) };
    const all: Reminded = { ...world, thread, ref, digest, message };
    await noted(world);
    await db.updateTable('digests').set({ unanswered: 2 }).execute();
    await choose(all, 'ben', 'Question for', 'answer');
    await form(all, 'ben', /./);
    await eventually(async () => (await unanswered(all)) === 0);
  });

  test.each([
    [
      'digest_go_on',
      /Good\. The digest of <#.*> comes every day at 09:00 \(UTC\)\. Next: /,
      /It goes on, says @Ben\./,
    ],
    ['digest_pause', /is paused/, /Paused by @Ben\./],
    ['digest_stop', /is stopped/, /This digest was stopped\./],
  ])(
    'asks after three without a reaction whether to go on; %s is taken, and the question is gone',
    async (button, answer, shows) => {
      const world = await reminded({ skipQuiet: false });
      const { slack, db, digest } = world;
      await db.updateTable('digests').set({ unanswered: 3 }).execute();
      await next(world);
      const asking = digestsIn(slack, '#llm-help').at(-1);
      expect(shown(asking ?? {})).toMatch(/Shall I go on\?.*\[ Go on \].*Step overdue/s);
      const last = { ...world, message: asking ?? world.message };
      await press(last, 'ben', button);
      await told(world, 'ben', answer);
      const text = await says(last, shows);
      expect(text).not.toMatch(/Shall I go on|\[ /);
      expect(text).toMatch(/Step overdue: Ask 50 of the 800 twice.*Look again: .*Set up by @Ana/s);
      await expect(press(last, 'ben', 'digest_go_on')).rejects.toThrow(/no "digest_go_on"/);
      const found = await digestById(db, digest);
      const left = { digest_go_on: 'on', digest_pause: 'paused', digest_stop: undefined };
      expect({ ...left, [button]: found?.state }).toEqual(left);
      expect(found?.unanswered ?? 0).toBe(0);
      // So that it is taken away when Ben is forgotten.
      const naming = 'select count(*) from digest_sends where ts = $1 and people @> array[$2]';
      const named = await query(world.database, naming, [last.message.ts, slack.user('ben').id]);
      expect(named).toEqual([[found ? '1' : '0']]);
      expect(slack.pings()).toEqual([]);
    },
  );

  test('is previewed, paused, resumed, changed and stopped from its own menu, which asks before it stops', async () => {
    const world = await reminded();
    const { slack, db, digest } = world;
    await press(world, 'ben', 'digest_menu', `pause:${digest.id}`);
    await told(world, 'ben', /is paused.*resume/);
    await press(world, 'ben', 'digest_menu', `resume:${digest.id}`);
    await told(world, 'ben', /goes on: it comes every day at 09:00 \(UTC\)\. Next: /);
    expect(await digestById(db, digest)).toMatchObject({ state: 'on' });
    await press(world, 'ben', 'digest_menu', `resume:${digest.id}`);
    await told(world, 'ben', /comes anyway/);
    await press(world, 'ben', 'digest_menu', `preview:${digest.id}`);
    await slack.until(() =>
      slack.ephemerals('ben').some((each) => /Step overdue.*A preview, for you alone/s.test(shown(each))),
    );
    expect(slack.ephemerals('ana')).toEqual([]);
    await press(world, 'ben', 'digest_menu', `pause:${digest.id}`);
    await eventually(async () => (await digestById(db, digest))?.state === 'paused');
    await press(world, 'ben', 'digest_menu', `change:${digest.id}`);
    const change = await form(world, 'ben', 'Digest of this channel');
    expect(shown(change)).toMatch(/Set up by @Ana\. {2}It is paused\. Save it, and it goes on\./);
    await send(slack, 'ben', change.id, { time: '12:00' });
    expect(await digestById(db, digest)).toMatchObject({ state: 'on', settings: { time: '12:00' } });
    await press(world, 'ben', 'digest_menu', `stop:${digest.id}`);
    const stop = await form(world, 'ben', 'Stop the digest');
    expect(await digestById(db, digest)).toBeDefined();
    await send(slack, 'ben', stop.id, {});
    expect(await digestById(db, digest)).toBeUndefined();
  });

  test('that was stopped meanwhile says so; what is about the case still works', async () => {
    const world = await reminded();
    const { db, digest } = world;
    await stopDigest(db, digest);
    await choose(world, 'ana', 'Ask 50 of the 800 twice', 'snooze-day');
    await told(world, 'ana', /This digest was stopped meanwhile/);
    await press(world, 'ben', 'digest_menu', `pause:${digest.id}`);
    await told(world, 'ben', /This digest was stopped meanwhile/);
    await choose(world, 'ana', 'Ask 50 of the 800 twice', 'done');
    await form(world, 'ana', 'What came out');
  });

  test('names a case that was forgotten meanwhile: its menu says so, and nothing is opened', async () => {
    const world = await reminded();
    const { slack, database, ref } = world;
    await query(database, 'delete from cases where id = $1', [ref.caseId]);
    await choose(world, 'ana', 'Ask 50 of the 800 twice', 'done');
    await told(world, 'ana', /no longer kept/);
    expect(slack.views('ana')).toEqual([]);
  });

  test('says so while the database does not answer', async () => {
    const world = await reminded();
    const { database, db, digest } = world;
    await noteReaction(db, digest);
    await query(database, 'alter table digests rename to away');
    await choose(world, 'ana', 'Ask 50 of the 800 twice', 'snooze-day');
    await told(world, 'ana', /My database does not answer, so this may not be done/);
    await query(database, 'alter table away rename to digests');
    expect(await query(database, 'select count(*) from snoozes')).toEqual([['0']]);
  });
});

test('a digest that takes too long to be changed is told of in time; whoever it is not for cannot change it', async () => {
  const world = await reminded();
  const { slack, db, digest, clock } = world;
  await db.transaction().execute(async (trx) => {
    await sql`lock table digests in access exclusive mode`.execute(trx);
    await press(world, 'ana', 'digest_menu', `pause:${digest.id}`);
    await told(world, 'ana', /My database does not answer, so this may not be done/);
  });

  const target = { kind: 'person', person: slack.user('ana').id } as const;
  const anas = await digestFor(world, target);
  const lists = { db, membership: createMembership(identitiesIn(slack), clock) };
  const team = { id: slack.teamId };
  const by = (user: string) => ({ trigger_id: '', user: { id: slack.user(user).id }, team });
  expect(await pressedDigest(by('ana'), anas.id, lists)).toMatchObject({ id: anas.id });
  expect(await pressedDigest(by('ben'), anas.id, lists)).toMatch(/not of a conversation that you are in/);
  const secret = slack.createChannel({ user: 'ana', name: 'secret-plans', kind: 'private' });
  slack.addMember({ user: 'ana', channel: secret, member: slack.botUserId });
  const hidden = await digestFor(world, { kind: 'channel', channel: secret });
  expect(await pressedDigest(by('ana'), hidden.id, lists)).toMatchObject({ id: hidden.id });
  expect(await pressedDigest(by('ben'), hidden.id, lists)).toMatch(/not of a conversation that you are in/);
});

test("one's own digest holds what one owns; of a channel that one has left, its menu shows nothing any more", async () => {
  const world = await startClockWorld();
  const { slack, db, clock, database } = world;
  slack.createChannel({ user: 'ben', name: 'secret-plans', kind: 'private' });
  for (const member of [slack.botUserId, 'ana'])
    slack.addMember({ user: 'ben', channel: '#secret-plans', member });
  const thread = await ask(slack, BOT, { user: 'ben', channel: '#secret-plans' });
  await settled(slack, database);
  const ref = { workspace: slack.teamId, caseId: caseIdOf(thread) };
  const ana = slack.user('ana').id;
  const step = { id: 'a', what: 'Mine to do', owner: ana, due: dayOf(clock.now()) };
  await takeOn(db, ref, step, { user: ana, at: new Date(clock.now()) });
  const digest = await digestFor(world, { kind: 'person', person: ana });
  toNext(world, digest);
  const dm = slack.dm('ana');
  const message = await slack.until(() => digestsIn(slack, dm)[0]);
  await noted(world);
  expect(shown(message)).toMatch(/What waits for you.*Mine to do/s);
  const line = { user: 'ana', channel: dm, messageTs: message.ts };
  const heard = (words: string) =>
    slack.until(() => slack.ephemerals('ana').some(({ text }) => text?.includes(words)));

  await connected(slack);
  slack.removeMember({ user: 'ben', channel: '#secret-plans', member: 'ana' });
  clock.moveTo(clock.now() + 2 * 60_000);
  await slack.click({ ...line, actionId: 'digest_line', value: `done:${ref.caseId}` });
  await heard('not a member of');
  expect(slack.views('ana')).toEqual([]);
  await slack.click({ ...line, actionId: 'digest_menu', value: `pause:${digest.id}` });
  await heard('Your digest is paused');
});
