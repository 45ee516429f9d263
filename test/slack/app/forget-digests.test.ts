import { expect, test } from '@jest/globals';
import { dayOf } from '../../../src/clock.ts';
import { digestById, digestOf } from '../../../src/digest/digests.ts';
import { PERSONAL_PARTS } from '../../../src/digest/settings.ts';
import { connected } from '../../support/connected.ts';
import {
  type ClockWorld,
  decideOn,
  digestFor,
  digestsIn,
  startClockWorld,
  takeOn,
  toNext,
} from '../../support/digests.ts';
import { eventually } from '../../support/eventually.ts';
import { modalOf, send } from '../../support/forms.ts';
import { shown } from '../../support/shown.ts';
import { everythingIn } from '../../support/test-database.ts';
import { ask, settled } from '../../support/threads.ts';

/** Somebody has something forgotten, and is told that it is. */
async function forget({ slack }: ClockWorld, user: string, what: string): Promise<void> {
  await connected(slack);
  await slack.command({ user, channel: '#llm-help', text: '/finetune forget' });
  await send(slack, user, (await modalOf(slack, user)).id, { what });
  await slack.until(() =>
    slack.messages(slack.dm(user)).some((message) => shown(message).includes('Forgotten.')),
  );
}

/** A channel's digest has come, with a step of Ben's in Ana's case, which Ben set up; and Ben's own. */
async function cameTo() {
  const world = await startClockWorld();
  const { slack, db, clock, database } = world;
  const [ana, ben] = [slack.user('ana').id, slack.user('ben').id];
  await ask(slack, 'Our support bot makes up refund rules. We have 800 Q&A pairs.');
  await settled(slack, database);
  const { id: caseId } = await db.selectFrom('cases').select('id').executeTakeFirstOrThrow();
  const ref = { workspace: slack.teamId, caseId };
  const today = dayOf(clock.now());
  const at = new Date(clock.now());
  await takeOn(db, ref, { id: 'a', what: 'Ask Quinoa twice', owner: ben, due: today }, { user: ben, at });
  const channel = slack.channel('#llm-help').id;
  const digest = await digestFor(world, { kind: 'channel', channel }, {}, 'ben');
  const own = await digestFor(world, { kind: 'person', person: ben }, { include: PERSONAL_PARTS }, 'ben');
  toNext(world, digest);
  await eventually(async () => {
    const rows = await db.selectFrom('digest_sends').select('outcome').execute();
    return rows.length === 2 && rows.every(({ outcome }) => outcome === 'sent');
  });
  expect(shown(digestsIn(slack, channel)[0] ?? {})).toMatch(/Quinoa.*@Ben/);
  expect(shown(digestsIn(slack, slack.dm('ben'))[0] ?? {})).toMatch(/Quinoa/);
  return { ...world, ana, ben, ref, channel, digest, own };
}

test('a case that is forgotten takes the digests that named it from Slack, and its lines and what was snoozed', async () => {
  const world = await cameTo();
  await forget(world, 'ana', world.ref.caseId);
  expect(digestsIn(world.slack, world.channel)).toEqual([]);
  expect(digestsIn(world.slack, world.slack.dm('ben'))).toEqual([]);
  const left = await everythingIn(world.database);
  expect(left).not.toMatch(/Quinoa/);
  expect(left).not.toContain(world.ref.caseId);
  // The digests themselves go on.
  expect(await digestById(world.db, world.digest)).toMatchObject({ state: 'on' });
  expect(await digestById(world.db, world.own)).toMatchObject({ state: 'on' });
});

test('a person who is forgotten takes their own digest, and those that named them, from Slack; the channel keeps its digest without their name', async () => {
  const world = await cameTo();
  const { slack, db, database, ben, channel } = world;
  await forget(world, 'ben', 'everything');
  expect(digestsIn(slack, channel)).toEqual([]);
  expect(digestsIn(slack, slack.dm('ben'))).toEqual([]);
  await settled(slack, database);
  const left = await everythingIn(database);
  expect(left).not.toMatch(/Quinoa/);
  expect(left.replaceAll(/^\(\d+,.*forget:.*$/gm, '')).not.toContain(ben);
  expect(await digestOf(db, slack.teamId, { kind: 'person', person: ben })).toBeUndefined();
  expect(await digestById(db, world.digest)).toMatchObject({ state: 'on', setUpBy: '' });
  const by = { user: world.ana, at: new Date(world.clock.now()) };
  await decideOn(db, world.ref, { what: 'Keep it', lookAgain: dayOf(world.clock.now()) }, by);
  toNext(world, await digestById(db, world.digest));
  expect(shown(await slack.until(() => digestsIn(slack, channel)[0]))).toMatch(/Set up by somebody/);
});

test('a person who only spoke in a case takes the digests that named it from Slack, for its headline may hold their words', async () => {
  const world = await startClockWorld();
  const { slack, db, database } = world;
  const thread = await ask(slack, 'Our support bot makes up refund rules.');
  thread.say('ben', 'We already have RAG over the handbook, but it often returns the wrong page.');
  await slack.until(() => thread.replies().length > 0);
  await settled(slack, database);
  const channel = slack.channel('#llm-help').id;
  toNext(world, await digestFor(world, { kind: 'channel', channel }));
  await eventually(
    async () => (await db.selectFrom('digest_sends').select('outcome').executeTakeFirst())?.outcome,
  );
  expect(digestsIn(slack, channel)).toHaveLength(1);
  await forget(world, 'ben', 'everything');
  expect(digestsIn(slack, channel)).toEqual([]);
});
