import { describe, expect, test } from '@jest/globals';
import { systemClock } from '../../../src/clock.ts';
import type { Sandbox } from '../../../src/sandbox/server/sandbox.ts';
import type { View } from '../../../src/sandbox/wire/view.ts';
import { deletePastRetention } from '../../../src/store/retention.ts';
import { loadChoice } from '../../../src/store/workspace-settings.ts';
import { afterTest } from '../../support/clean-up.ts';
import { connected } from '../../support/connected.ts';
import { eventually } from '../../support/eventually.ts';
import { send } from '../../support/forms.ts';
import { readsWell } from '../../support/llm-reader.ts';
import { startLlmServer } from '../../support/llm-server.ts';
import { shown } from '../../support/shown.ts';
import { startTeamsWorld, type TeamsWorld } from '../../support/teams.ts';
import { everythingIn, open, query } from '../../support/test-database.ts';
import { ask, settled } from '../../support/threads.ts';

const SITUATION =
  'Our support bot makes up refund rules. We have 800 Q&A pairs and want to fine-tune Llama 3 8B on them.';

interface World extends TeamsWorld {
  acme: Sandbox;
  other: Sandbox;
  /** The models that were asked, in order. */
  asked(): string[];
}

/** Two workspaces that may choose between two models. */
async function world(): Promise<World> {
  const server = await startLlmServer(readsWell);
  afterTest(() => server.close());
  const teams = await startTeamsWorld({
    bySocket: true,
    env: {
      OPENAI_API_KEY: 'sk-test-1',
      OPENAI_BASE_URL: server.baseUrl,
      OPENAI_MODEL: 'usual-7b',
      OPENAI_MODELS: 'small-1b, usual-7b',
      DAILY_TOKEN_LIMIT: '50000',
      RETENTION_DAYS: '30',
    },
  });
  const [acme, other] = [await teams.installed('T0ACME'), await teams.installed('T0OTHER')];
  return { ...teams, acme, other, asked: () => server.calls.map(({ model }) => model) };
}

/** Somebody types `/finetune settings`; resolves with what opens. */
async function settings(slack: Sandbox, user: string): Promise<View> {
  await connected(slack);
  const before = new Set(slack.views(user).map(({ id }) => id));
  await slack.command({ user, channel: '#llm-help', text: '/finetune settings' });
  return slack.until(() => slack.views(user).find(({ id }) => !before.has(id)));
}

/** Fields that are not touched keep what they show. */
const save = (slack: Sandbox, user: string, view: View, fields: Record<string, string | string[]>) =>
  send(slack, user, view.id, fields);

const choiceOf = async ({ database }: TeamsWorld, workspace: string) =>
  loadChoice((await open(database, 2)).db, workspace);

async function help(slack: Sandbox): Promise<string> {
  const before = slack.ephemerals('ben').length;
  await slack.command({ user: 'ben', channel: '#llm-help', text: '/finetune help' });
  return (await slack.until(() => slack.ephemerals('ben')[before])).text ?? '';
}

describe('The settings of a workspace', () => {
  test('choose the model that reads, from the next turn on, and in that workspace alone', async () => {
    const { acme, other, database, asked } = await world();
    const thread = await ask(acme, SITUATION);
    expect(shown(thread.verdict())).toMatch(/read by a model \(usual-7b\)/);
    const form = await settings(acme, 'ana');
    expect(await save(acme, 'ana', form, { model: 'small-1b' })).toMatchObject({ outcome: 'updated' });
    expect(shown(acme.views('ana').at(-1) ?? {})).toMatch(/Saved\. It counts from the next answer on\./);
    expect(shown((await ask(acme, SITUATION)).verdict())).toMatch(/read by a model \(small-1b\)/);
    expect(shown((await ask(other, SITUATION)).verdict())).toMatch(/read by a model \(usual-7b\)/);
    await Promise.all([settled(acme, database), settled(other, database)]);
    expect(new Set(asked())).toEqual(new Set(['usual-7b', 'small-1b']));
  });

  test('may choose none: then nothing leaves the server, and help says so', async () => {
    const { acme, asked } = await world();
    expect(await help(acme)).toMatch(/A model \(usual-7b at /);
    await save(acme, 'ana', await settings(acme, 'ana'), { model: 'offline' });
    expect(await help(acme)).toMatch(/No model reads it: it stays on this server\./);
    expect(shown((await ask(acme, SITUATION)).verdict())).toMatch(/read offline, no model/);
    expect(asked()).toEqual([]);
  });

  test('lower the tokens of a day', async () => {
    const { acme, asked } = await world();
    await save(acme, 'ana', await settings(acme, 'ana'), { tokens: '0' });
    expect(shown((await ask(acme, SITUATION)).verdict())).toMatch(/read offline/);
    expect(asked()).toEqual([]);
  });

  test('shorten the time for which text is kept, there alone', async () => {
    const { acme, other, database } = await world();
    await Promise.all([ask(acme, SITUATION), ask(other, SITUATION)]);
    await Promise.all([settled(acme, database), settled(other, database)]);
    const cached = async () => (await everythingIn(database)).includes('tune-or-not:T0ACME:');
    expect(await cached()).toBe(true);
    await save(acme, 'ana', await settings(acme, 'ana'), { retention: '2' });
    await eventually(async () => !(await cached()));
    const { db } = await open(database, 2);
    await deletePastRetention(db, 30, systemClock.now() + 3 * 24 * 60 * 60 * 1000);
    const quotes = await query(
      database,
      'select workspace, count(quote) > 0 from statements group by workspace order by workspace',
    );
    expect(quotes).toEqual([
      ['T0ACME', false],
      ['T0OTHER', true],
    ]);
  });

  test.each<[string, Record<string, string>, string, string]>([
    [
      'more tokens than the operator allows',
      { tokens: '50001' },
      'tokens',
      'Write a whole number from 0 to 50000.',
    ],
    ['tokens that are no number', { tokens: 'many' }, 'tokens', 'Write a whole number from 0 to 50000.'],
    [
      'more days than the operator allows',
      { retention: '31' },
      'retention',
      'Write a whole number from 1 to 30.',
    ],
    ['no day at all', { retention: '0' }, 'retention', 'Write a whole number from 1 to 30.'],
  ])('are not changed by %s, which is said at its field', async (_, fields, at, said) => {
    const found = await world();
    const { acme } = found;
    const outcome = await save(acme, 'ana', await settings(acme, 'ana'), { model: 'small-1b', ...fields });
    expect(outcome).toMatchObject({ outcome: 'errors', errors: { [at]: said } });
    expect(await choiceOf(found, 'T0ACME')).toMatchObject({ version: 0 });
  });

  test('follow the operator in what nobody chose', async () => {
    const found = await world();
    await save(found.acme, 'ana', await settings(found.acme, 'ana'), { model: 'small-1b' });
    expect(await choiceOf(found, 'T0ACME')).toMatchObject({
      model: 'small-1b',
      dailyTokens: undefined,
      retentionDays: undefined,
    });
  });
});

describe('Who is no admin', () => {
  test('is told who may change the settings, and changes nothing', async () => {
    const found = await world();
    expect(shown(await settings(found.acme, 'ben'))).toMatch(
      /are changed by its admins and owners\. Ask one of them/,
    );
    await found.acme.openHome('ben');
    const home = await found.acme.until(() => found.acme.home('ben'));
    expect(shown(home)).toContain('[ Settings … ]');
    expect(await everythingIn(found.database)).not.toContain('changed_by');
  });

  test('may when an admin named them, and no longer than that, also with a form that is open still', async () => {
    const found = await world();
    const { acme } = found;
    const ben = acme.user('ben').id;
    await save(acme, 'ana', await settings(acme, 'ana'), { editors: [ben] });
    const form = await settings(acme, 'ben');
    expect(shown(form)).toContain('Last changed by Ana.');
    await save(acme, 'ana', await settings(acme, 'ana'), { editors: [] });
    const outcome = await save(acme, 'ben', form, { model: 'offline' });
    expect(outcome).toMatchObject({
      outcome: 'errors',
      errors: { retention: expect.stringContaining('admins and owners') },
    });
    expect(await choiceOf(found, 'T0ACME')).toMatchObject({ model: undefined, editors: [] });
  });
});

test('Of two admins who have the form open, the second is told, and nothing of the first is lost', async () => {
  const found = await world();
  const { acme } = found;
  const ben = acme.user('ben').id;
  await save(acme, 'ana', await settings(acme, 'ana'), { editors: [ben] });
  const [first, second] = [await settings(acme, 'ana'), await settings(acme, 'ben')];
  await save(acme, 'ana', first, { model: 'small-1b' });
  expect(await save(acme, 'ben', second, { model: 'offline' })).toMatchObject({
    outcome: 'errors',
    errors: { retention: expect.stringContaining('Somebody changed the settings while') },
  });
  expect(await choiceOf(found, 'T0ACME')).toMatchObject({ model: 'small-1b' });
});
