import { describe, expect, test } from '@jest/globals';
import type { Sandbox } from '../../../src/sandbox/server/sandbox.ts';
import type { View } from '../../../src/sandbox/wire/view.ts';
import { loadChoice } from '../../../src/store/workspace-settings.ts';
import { startApp, startWorld, type World } from '../../support/app.ts';
import { afterTest } from '../../support/clean-up.ts';
import { connected } from '../../support/connected.ts';
import { press, send } from '../../support/forms.ts';
import { readsWell } from '../../support/llm-reader.ts';
import { startLlmServer } from '../../support/llm-server.ts';
import { pick } from '../../support/menu.ts';
import { postedFile } from '../../support/posted-file.ts';
import { shown } from '../../support/shown.ts';
import { startTeamsWorld } from '../../support/teams.ts';
import { open } from '../../support/test-database.ts';
import { ask, type CaseThread, settled } from '../../support/threads.ts';
import {
  briefOf,
  HEALTH,
  headlineOf,
  LAW,
  listed,
  notAgreed,
  passageOf,
  passageUrl,
} from '../../support/trade-guidance.ts';

/** Both trades could say something on it. */
const SITUATION = notAgreed(HEALTH, LAW);

/** Waits for what opens before somebody's eyes. */
async function opened(slack: Sandbox, user: string, doing: () => Promise<unknown>): Promise<View> {
  await connected(slack);
  const before = new Set(slack.views(user).map(({ id }) => id));
  await doing();
  return slack.until(() => slack.views(user).find(({ id, blocks }) => !before.has(id) && blocks.length > 0));
}

const settings = (slack: Sandbox): Promise<View> =>
  opened(slack, 'ana', () =>
    slack.command({ user: 'ana', channel: '#llm-help', text: '/finetune settings' }),
  );

/** An admin ticks these, and no others. */
async function choose(slack: Sandbox, ...guidance: string[]): Promise<void> {
  const outcome = await send(slack, 'ana', (await settings(slack)).id, { guidance });
  expect(outcome).toMatchObject({ outcome: 'updated' });
}

/** What `/finetune guide` finds on a topic. */
async function guide(slack: Sandbox, topic: string): Promise<string> {
  await connected(slack);
  const before = slack.ephemerals('ben').length;
  await slack.command({ user: 'ben', channel: '#llm-help', text: `/finetune guide ${topic}` });
  return shown(await slack.until(() => slack.ephemerals('ben')[before]));
}

/** The text of the file in a thread. */
async function fileIn(slack: Sandbox, thread: CaseThread): Promise<string> {
  const [file] = slack.messages(thread.channel, thread.ts).flatMap(({ files }) => files ?? []);
  return postedFile(slack, String(file?.id));
}

/** Two workspaces that may choose the guidance of two trades. */
async function twoWorkspaces(env: Record<string, string> = {}) {
  const world = await startTeamsWorld({
    bySocket: true,
    env: { WORKSPACE_GUIDANCE: await listed(HEALTH, LAW), ...env },
  });
  return { ...world, acme: await world.installed('T0ACME'), other: await world.installed('T0OTHER') };
}

const oneWorkspace = async (): Promise<World> =>
  startWorld({ env: { WORKSPACE_GUIDANCE: await listed(HEALTH, LAW) } });

/** The same workspace, with a new process and another list. */
async function restarted({ app, env, ...world }: World, list: string): Promise<World> {
  await app.stop();
  return { ...world, env, app: await startApp({ ...env, WORKSPACE_GUIDANCE: list }) };
}

describe('Guidance that a workspace chooses', () => {
  test('counts there from the next answer on, and nowhere else', async () => {
    const { acme, other } = await twoWorkspaces();
    const before = shown((await ask(acme, SITUATION)).verdict());
    for (const trade of [HEALTH, LAW]) expect(before).not.toContain(headlineOf(trade));
    await choose(acme, HEALTH.name);
    await choose(other, LAW.name);
    const [ours, theirs] = [await ask(acme, SITUATION), await ask(other, SITUATION)];
    expect(shown(ours.verdict())).toContain(headlineOf(HEALTH));
    expect(shown(theirs.verdict())).toContain(headlineOf(LAW));
    expect(JSON.stringify(acme.messages('#llm-help'))).not.toContain(passageUrl(LAW));
    expect(JSON.stringify(other.messages('#llm-help'))).not.toContain(passageUrl(HEALTH));
    await choose(acme);
    expect(shown((await ask(acme, SITUATION)).verdict())).not.toContain(headlineOf(HEALTH));
  });

  test('is what it answers questions from, and what its people look things up in', async () => {
    const { acme, other } = await twoWorkspaces();
    await choose(acme, HEALTH.name);
    const topic = `${HEALTH.who} training data`;
    expect(await guide(acme, topic)).toContain(passageOf(HEALTH));
    expect(await guide(other, topic)).not.toContain(passageOf(HEALTH));
    const question = `Do the ${HEALTH.who} have a say in training data?`;
    const [ours, theirs] = [await ask(acme, SITUATION), await ask(other, SITUATION)];
    for (const [slack, thread] of [
      [acme, ours],
      [other, theirs],
    ] as const) {
      thread.say('ana', `@tuneornot ${question}`);
      await slack.until(() => thread.replies()[0]);
    }
    expect(shown(ours.replies()[0] ?? {})).toContain(passageOf(HEALTH));
    expect(shown(theirs.replies()[0] ?? {})).not.toContain(HEALTH.name);
  });

  test('is what its model is told, and nothing of what others chose', async () => {
    const server = await startLlmServer(readsWell);
    afterTest(() => server.close());
    const { acme, other, database } = await twoWorkspaces({
      OPENAI_API_KEY: 'sk-test-1',
      OPENAI_BASE_URL: server.baseUrl,
    });
    await choose(acme, HEALTH.name);
    await Promise.all([ask(acme, notAgreed(HEALTH)), ask(other, notAgreed(LAW))]);
    await Promise.all([settled(acme, database), settled(other, database)]);
    const readings = server.calls
      .map(({ messages }) => JSON.stringify(messages))
      .filter((said) => said.includes('said no'));
    const [ours, theirs] = [HEALTH, LAW].map(({ who }) =>
      readings.filter((said) => said.includes(`The ${who} said no`)),
    );
    expect(ours?.length).toBeGreaterThan(0);
    expect(ours?.filter((said) => !said.includes(briefOf(HEALTH)))).toEqual([]);
    expect(theirs?.length).toBeGreaterThan(0);
    expect(theirs?.filter((said) => said.includes(briefOf(HEALTH)))).toEqual([]);
  });

  test('is shown in the form with a box each, ticked where it counts', async () => {
    const { slack } = await oneWorkspace();
    await choose(slack, LAW.name);
    const form = await settings(slack);
    expect(shown(form)).toContain('Which further guidance counts here?');
    const box = form.blocks.find(({ block_id: id }) => id === 'guidance');
    const option = ({ name }: { name: string }) => ({
      value: name,
      text: { type: 'plain_text', text: name },
    });
    expect(box).toMatchObject({
      element: { type: 'checkboxes', options: [option(HEALTH), option(LAW)], initial_options: [option(LAW)] },
    });
  });

  test('is not asked for where the operator lists none', async () => {
    const { slack } = await startWorld();
    expect(shown(await settings(slack))).not.toMatch(/guidance/i);
  });
});

describe('Guidance that is not listed any more', () => {
  test('is not used, is named in the form, is not lost by who saves it, and counts again when it is back', async () => {
    const world = await oneWorkspace();
    const { slack, database } = world;
    await choose(slack, HEALTH.name, LAW.name);
    const without = await restarted(world, await listed(LAW));
    const verdict = shown((await ask(slack, SITUATION)).verdict());
    expect(verdict).toContain(headlineOf(LAW));
    expect(verdict).not.toContain(`${HEALTH.who} have`);
    const form = await settings(slack);
    expect(shown(form)).toContain('not offered at the moment: health. It counts again when it is.');
    expect(await send(slack, 'ana', form.id, { retention: '20', guidance: [] })).toMatchObject({
      outcome: 'updated',
    });
    const { db } = await open(database, 2);
    expect(await loadChoice(db, slack.teamId)).toMatchObject({ guidance: [HEALTH.name], retentionDays: 20 });
    await restarted(without, await listed(HEALTH, LAW));
    expect(shown((await ask(slack, SITUATION)).verdict())).toContain(headlineOf(HEALTH));
  });

  test('is not lost by a form either that was opened while it was not listed', async () => {
    const world = await oneWorkspace();
    const { slack, database } = world;
    await choose(slack, HEALTH.name);
    const without = await restarted(world, await listed(LAW));
    const form = await settings(slack);
    await restarted(without, await listed(HEALTH, LAW));
    await send(slack, 'ana', form.id, { guidance: [LAW.name] });
    const { db } = await open(database, 2);
    const { guidance } = await loadChoice(db, slack.teamId);
    expect([...guidance].sort()).toEqual([HEALTH.name, LAW.name]);
  });

  test('is not taken from a form that was opened before', async () => {
    const world = await oneWorkspace();
    const { slack } = world;
    const form = await settings(slack);
    await restarted(world, await listed(LAW));
    expect(await send(slack, 'ana', form.id, { guidance: [HEALTH.name] })).toMatchObject({
      outcome: 'errors',
      errors: { guidance: '“health” is not offered any more. Take the tick away.' },
    });
  });
});

describe('A case that was answered under guidance which does not count any more', () => {
  /** It rests on the trade's guidance, which is chosen no longer. */
  async function leftBehind() {
    const world = await oneWorkspace();
    const { slack, database } = world;
    await choose(slack, HEALTH.name);
    const thread = await ask(slack, notAgreed(HEALTH));
    expect(shown(thread.verdict())).toContain(headlineOf(HEALTH));
    await settled(slack, database);
    await choose(slack);
    return { ...world, thread };
  }

  async function decided() {
    const { slack, database, thread } = await leftBehind();
    await choose(slack, HEALTH.name);
    const form = await opened(slack, 'ana', () => pick(slack, 'ana', thread, 'decide'));
    await send(slack, 'ana', form.id, { what: 'We ask them first', why: 'They have to agree' });
    await settled(slack, database);
    await choose(slack);
    return { slack, database, thread };
  }

  /** Nothing of the other guidance is made up for what is missing, and no key of a fact is shown as it is. */
  function isClean(text: string): void {
    expect(text).not.toMatch(/undefined|null|ethics_board|ethics-board/);
  }

  const SAYS = 'Ethics board: no';

  test('is shown with what was said, in all that can be opened, and the old advice stands as it was given', async () => {
    const { slack, thread, database } = await decided();
    const why = shown(
      await opened(slack, 'ben', () => press(slack, 'ben', thread, thread.verdict(), { actionId: 'why' })),
    );
    const facts = shown(await opened(slack, 'ben', () => pick(slack, 'ben', thread, 'facts')));
    const changed = shown(await opened(slack, 'ben', () => pick(slack, 'ben', thread, 'changed_since')));
    expect(facts).toContain(SAYS);
    expect(facts).toContain('It does not count any more: no guidance that counts here asks for it.');
    expect(why).toContain('The guidance that led here does not count here any more.');
    expect(why).toMatch(/ethics board: no/);
    expect(why).not.toContain(passageOf(HEALTH));
    expect(changed).toContain('No fact has changed.');
    expect(shown(thread.verdict())).toContain(headlineOf(HEALTH));
    await pick(slack, 'ben', thread, 'export');
    await settled(slack, database);
    const file = await fileIn(slack, thread);
    expect(file).toContain('We ask them first');
    for (const text of [why, facts, changed, file]) isClean(text);
  });

  test('is assessed anew with the next message: what was known is kept, and counts when it is chosen again', async () => {
    const { slack, thread, database } = await decided();
    thread.say('ana', 'We have 800 labelled letters.');
    await settled(slack, database);
    expect(shown(thread.verdict())).not.toContain(headlineOf(HEALTH));
    isClean(shown(thread.verdict()));
    const changed = shown(await opened(slack, 'ben', () => pick(slack, 'ben', thread, 'changed_since')));
    expect(changed).toContain(SAYS);
    isClean(changed);
    await choose(slack, HEALTH.name);
    thread.say('ana', 'And we have a test set of 100 letters.');
    await settled(slack, database);
    expect(shown(thread.verdict())).toContain(headlineOf(HEALTH));
  });

  test('is named by the digest of its channel, whose guidance would decide otherwise now', async () => {
    const { slack } = await leftBehind();
    await connected(slack);
    const before = slack.ephemerals('ben').length;
    await slack.command({ user: 'ben', channel: '#llm-help', text: '/finetune digest preview' });
    const preview = shown(await slack.until(() => slack.ephemerals('ben')[before]));
    expect(preview).toMatch(/guidance/i);
    isClean(preview);
  });
});
