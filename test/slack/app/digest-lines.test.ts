import { describe, expect, test } from '@jest/globals';
import { endStep, loadSteps } from '../../../src/store/steps.ts';
import { eventually } from '../../support/eventually.ts';
import { messageOf, send } from '../../support/forms.ts';
import { choose, form, next, reminded, says, told } from '../../support/reminded.ts';
import { shown } from '../../support/shown.ts';
import { settled } from '../../support/threads.ts';

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
