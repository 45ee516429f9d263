import { describe, expect, test } from '@jest/globals';
import type { DigestTarget } from '../../../src/digest/digest.ts';
import { digestOf } from '../../../src/digest/digests.ts';
import type { Sandbox } from '../../../src/sandbox/server/sandbox.ts';
import type { View } from '../../../src/sandbox/wire/view.ts';
import { connected } from '../../support/connected.ts';
import { type ClockWorld, startClockWorld } from '../../support/digests.ts';
import { eventually } from '../../support/eventually.ts';
import { modalOf, send } from '../../support/forms.ts';
import { shown } from '../../support/shown.ts';
import { query } from '../../support/test-database.ts';
import { ask } from '../../support/threads.ts';

const SITUATION = 'Our support bot makes up refund rules. We have 800 Q&A pairs.';

/** Somebody types `/finetune digest`, in a channel or in their direct message; resolves with the form. */
async function openForm(slack: Sandbox, user: string, channel = '#llm-help'): Promise<View> {
  await connected(slack);
  await slack.command({ user, channel, text: '/finetune digest' });
  return modalOf(slack, user);
}

/** Somebody types a sub-command; resolves with what they are told alone. */
async function told(slack: Sandbox, user: string, deed: string, channel = '#llm-help'): Promise<string> {
  await connected(slack);
  const before = slack.ephemerals(user).length;
  await slack.command({ user, channel, text: `/finetune digest ${deed}` });
  const answer = await slack.until(() => slack.ephemerals(user)[before]);
  return answer.blocks?.length ? shown(answer) : (answer.text ?? '');
}

const field = (view: View, id: string): string =>
  JSON.stringify(view.blocks.find(({ block_id: block }) => block === id));

const ofChannel = (slack: Sandbox): DigestTarget => ({
  kind: 'channel',
  channel: slack.channel('#llm-help').id,
});
const kept = ({ db, slack }: ClockWorld, target = ofChannel(slack)) => digestOf(db, slack.teamId, target);

const saved = (slack: Sandbox, user: string): string => {
  const view = slack.views(user).at(-1);
  return view ? shown(view) : '';
};

describe('/finetune digest', () => {
  test("sets up the channel's digest in the person's own time zone, and is changed by the same form", async () => {
    const world = await startClockWorld();
    const { slack } = world;
    const form = await openForm(slack, 'ana');
    expect(form.title).toMatchObject({ text: 'Digest of this channel' });
    expect(field(form, 'zone')).toContain('"initial_value":"Europe/Lisbon"');
    expect(field(form, 'time')).toContain('"initial_time":"09:00"');
    expect(
      await send(slack, 'ana', form.id, { days: ['mon', 'thu'], time: '08:30', quiet: [] }),
    ).toMatchObject({ outcome: 'updated' });
    expect(saved(slack, 'ana')).toMatch(
      /comes every Monday and Thursday at 08:30 \(Europe\/Lisbon\)\.\nNext: /,
    );
    expect(await kept(world)).toMatchObject({
      settings: { days: ['mon', 'thu'], time: '08:30', zone: 'Europe/Lisbon', skipQuiet: false },
      setUpBy: slack.user('ana').id,
      state: 'on',
    });

    const again = await openForm(slack, 'ben');
    const text = shown(again);
    expect(text).toMatch(/Set up by @Ana\. {2}Next: (?:Mon|Thu) .*, 08:30\./);
    expect(field(again, 'zone')).toMatch(/"initial_value":"Europe\/Lisbon".*/);
    expect(field(again, 'zone')).toContain('Yours is America/New_York;');
    expect(await send(slack, 'ben', again.id, { zone: ' america/new_york ' })).toMatchObject({
      outcome: 'updated',
    });
    expect(await kept(world)).toMatchObject({
      settings: { days: ['mon', 'thu'], time: '08:30', zone: 'America/New_York' },
      setUpBy: slack.user('ben').id,
    });
    expect(slack.pings()).toEqual([]);
  });

  test('says at its field what is wrong, and keeps nothing', async () => {
    const world = await startClockWorld();
    const { slack } = world;
    const { id } = await openForm(slack, 'ana');
    const says = async (fields: Record<string, string | string[]>) => {
      const outcome = await send(slack, 'ana', id, fields);
      if (outcome.outcome !== 'errors') throw new Error(`It was ${outcome.outcome}.`);
      return outcome.errors;
    };
    expect(await says({ zone: 'CST' })).toEqual({
      zone: expect.stringMatching(/^CST can mean more than one time zone.*Europe\/Berlin/),
    });
    expect(await says({ zone: 'Mars/Phobos' })).toEqual({
      zone: expect.stringMatching(/no time zone that I know/),
    });
    expect(await says({ days: [] })).toEqual({ days: expect.any(String) });
    expect(await says({ days: ['mon'], include: [] })).toEqual({ include: expect.any(String) });
    expect(await kept(world)).toBeUndefined();
  });

  test('is not set up where the app cannot post, and says what to do', async () => {
    const world = await startClockWorld();
    const { slack } = world;
    slack.createChannel({ user: 'ana', name: 'elsewhere', kind: 'public' });
    const form = await openForm(slack, 'ana', '#elsewhere');
    expect(await send(slack, 'ana', form.id, {})).toEqual({
      outcome: 'errors',
      errors: { days: expect.stringMatching(/I am not in this channel.*\/invite.*save this again/i) },
    });
    slack.addMember({ user: 'ana', channel: '#elsewhere', member: slack.botUserId });
    expect(await send(slack, 'ana', form.id, {})).toMatchObject({ outcome: 'updated' });

    const other = await openForm(slack, 'ana', '#llm-help');
    slack.say({ user: 'ana', channel: '#llm-help', text: 'Soon this is over.' });
    await slack.command({ user: 'ana', channel: '#llm-help', text: '/archive' });
    expect(await send(slack, 'ana', other.id, {})).toEqual({
      outcome: 'errors',
      errors: { days: expect.stringMatching(/archived/) },
    });
  });

  test('is for the person alone in a direct message, or where they choose so in a channel', async () => {
    const world = await startClockWorld();
    const { slack } = world;
    const own = await openForm(slack, 'ana', slack.dm('ana'));
    expect(own.title).toMatchObject({ text: 'Your digest' });
    expect(shown(own)).not.toContain('For this channel instead');
    expect(field(own, 'own_include')).not.toContain('"cases"');
    await send(slack, 'ana', own.id, { own_time: '07:15' });
    const mine = { kind: 'person', person: slack.user('ana').id } as const;
    expect(await kept(world, mine)).toMatchObject({
      settings: { time: '07:15', include: ['steps', 'decisions'] },
    });

    const here = await openForm(slack, 'ana');
    await slack.click({ user: 'ana', viewId: here.id, actionId: 'digest_other' });
    const switched = await slack.until(() => slack.views('ana').find((view) => field(view, 'own_time')));
    expect(field(switched, 'own_time')).toContain('07:15');
    expect(shown(switched)).toContain('[ For this channel instead ]');
    expect(await send(slack, 'ana', switched.id, { own_time: '10:00' })).toMatchObject({
      outcome: 'updated',
    });
    expect(await kept(world, mine)).toMatchObject({ settings: { time: '10:00' } });
    expect(await kept(world)).toBeUndefined();
  });

  test('that somebody else changed meanwhile is not written over', async () => {
    const world = await startClockWorld();
    const { slack } = world;
    const [anas, bens] = [await openForm(slack, 'ana'), await openForm(slack, 'ben')];
    expect(await send(slack, 'ana', anas.id, { time: '08:00' })).toMatchObject({ outcome: 'updated' });
    expect(await send(slack, 'ben', bens.id, { time: '11:00' })).toEqual({
      outcome: 'errors',
      errors: { days: expect.stringMatching(/This digest was changed while you had the form open/) },
    });
    expect(await kept(world)).toMatchObject({ settings: { time: '08:00' } });
  });

  test('that was stopped meanwhile is set up anew by who has the form open', async () => {
    const world = await startClockWorld();
    const { slack } = world;
    await send(slack, 'ana', (await openForm(slack, 'ana')).id, { time: '08:00' });
    const bens = await openForm(slack, 'ben');
    await told(slack, 'ana', 'stop');
    expect(await send(slack, 'ben', bens.id, { time: '11:00' })).toMatchObject({ outcome: 'updated' });
    expect(await kept(world)).toMatchObject({ settings: { time: '11:00' }, setUpBy: slack.user('ben').id });
  });

  test('keeps what was chosen in the form while the database does not answer', async () => {
    const world = await startClockWorld();
    const { slack, database } = world;
    const { id } = await openForm(slack, 'ana');
    await query(database, 'alter table digests rename to away');
    expect(await send(slack, 'ana', id, {})).toEqual({
      outcome: 'errors',
      errors: { days: expect.stringMatching(/could not keep this.*try again in a minute/) },
    });
    expect(await told(slack, 'ana', '')).toMatch(/may not be done/);
    await query(database, 'alter table away rename to digests');
    expect(await send(slack, 'ana', id, {})).toMatchObject({ outcome: 'updated' });
    expect(await kept(world)).toMatchObject({ state: 'on' });
  });
});

describe('/finetune digest with a word', () => {
  test('pauses, resumes and stops the digest of the place, and says how it stands', async () => {
    const world = await startClockWorld();
    const { slack } = world;
    expect(await told(slack, 'ana', 'pause')).toMatch(/no digest here.*\/finetune digest/);
    await send(slack, 'ana', (await openForm(slack, 'ana')).id, {});
    expect(await told(slack, 'ben', 'pause')).toMatch(/is paused.*resume/);
    expect(await kept(world)).toMatchObject({ state: 'paused', nextRunAt: undefined });
    expect(await told(slack, 'ben', 'pause')).toMatch(/Nothing is to be paused.*It is paused/);
    expect(await told(slack, 'ana', 'resume')).toMatch(
      /goes on: it comes Monday to Friday at 09:00 \(Europe\/Lisbon\)\. Next: \w{3} \d.*09:00\.$/,
    );
    expect(await kept(world)).toMatchObject({ state: 'on' });
    expect(await told(slack, 'ana', 'resume')).toMatch(/Nothing is to be resumed/);
    expect(await told(slack, 'ana', 'stop')).toMatch(/is stopped/);
    expect(await kept(world)).toBeUndefined();
    expect(await told(slack, 'ana', 'puase')).toMatch(/Did you mean `?\/finetune digest pause/);
    await slack.command({ user: 'ana', channel: '#llm-help', text: '/finetune digest change' });
    expect((await modalOf(slack, 'ana')).title).toMatchObject({ text: 'Digest of this channel' });
  });

  test('shows to the asker alone what it would say now, without menus, also before it is set up', async () => {
    const world = await startClockWorld();
    const { slack, database } = world;
    await ask(slack, SITUATION);
    const before = slack.messages('#llm-help').length;
    const first = await told(slack, 'ben', 'preview');
    expect(first).toMatch(/^No digest is set up here yet; this is what one would say now/);
    expect(first).toMatch(/What is left to do here.*\n.*One open case/s);
    expect(first).not.toContain('Set up by');
    await send(slack, 'ana', (await openForm(slack, 'ana')).id, {});
    const second = await told(slack, 'ben', 'preview');
    expect(second).toMatch(/^What is left to do here/);
    expect(second).toMatch(/A preview, for you alone {2}· {2}Set up by @Ana {2}· {2}Monday to Friday/);
    expect(JSON.stringify(slack.ephemerals('ben').at(-1)?.blocks)).not.toContain('overflow');
    expect(slack.ephemerals('ana')).toEqual([]);
    expect(slack.messages('#llm-help')).toHaveLength(before);
    expect(await query(database, 'select count(*) from digest_sends')).toEqual([['0']]);
    expect(await told(slack, 'ben', 'preview', slack.dm('ben'))).toMatch(/What waits for you/);
  });
});

describe('the Home tab', () => {
  test("shows one's own digest and its next time, and sets it up", async () => {
    const world = await startClockWorld();
    const { slack } = world;
    const home = () => {
      const view = slack.home('ana');
      return view ? shown(view) : '';
    };
    slack.openHome('ana');
    await slack.until(() => home().includes('You have no digest.'));
    const view = slack.home('ana');
    await slack.click({ user: 'ana', viewId: view?.id ?? '', actionId: 'home_digest' });
    const form = await modalOf(slack, 'ana');
    expect(await send(slack, 'ana', form.id, { own_days: ['fri'] })).toMatchObject({ outcome: 'updated' });
    await slack.until(() =>
      /Your digest comes every Friday at 09:00 \(Europe\/Lisbon\)\. Next: Fri /.test(home()),
    );
    await eventually(() => kept(world, { kind: 'person', person: slack.user('ana').id }));
  });
});
