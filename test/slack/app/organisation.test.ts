import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { systemClock } from '../../../src/clock.ts';
import type { ApiFault } from '../../../src/sandbox/server/faults/api-fault.ts';
import type { Sandbox } from '../../../src/sandbox/server/sandbox.ts';
import { createInstallationStore } from '../../../src/slack/installation-store.ts';
import { createInstallations } from '../../../src/store/installations.ts';
import { knownInstallations } from '../../../src/store/known-installations.ts';
import { readTokenKeys } from '../../../src/store/token-keys.ts';
import { signed } from '../../support/signed.ts';
import { startTeamsWorld, type TeamsWorld } from '../../support/teams.ts';
import { open, query } from '../../support/test-database.ts';

/** An event as Slack sends it, signed. */
async function deliver(
  { url, env }: TeamsWorld,
  event: Record<string, unknown>,
  around: Record<string, unknown>,
): Promise<number> {
  const body = JSON.stringify({
    type: 'event_callback',
    event_id: `Ev${randomUUID()}`,
    event_time: Math.floor(Date.now() / 1000),
    ...around,
    event,
  });
  const headers = { 'content-type': 'application/json', ...signed(env.SLACK_SIGNING_SECRET ?? '', body) };
  return (await fetch(`${url}/slack/events`, { method: 'POST', headers, body })).status;
}

const E1 = 'E0ORG';
/** The app is in T0ACME, or with that one's token in all of the organisation. */
async function organisation(isEnterpriseInstall = false) {
  const found = await startTeamsWorld();
  const [acme, other] = [found.teams.team('T0ACME'), found.teams.team('T0OTHER')];
  for (const team of [acme, other]) team.reinstall();
  const keys = readTokenKeys(found.env.TOKEN_KEYS ?? '');
  if (!keys) throw new Error('The world has no keys.');
  const clock = systemClock;
  const installations = knownInstallations(createInstallations((await open(found.database)).db, keys), clock);
  const log = pino({ level: 'silent' });
  const store = createInstallationStore(installations, {
    kept: installations,
    apiUrl: found.teams.apiUrl,
    clock,
    log,
  });
  const put = (team: Sandbox, everywhere = false) =>
    store.storeInstallation({
      team: everywhere ? undefined : { id: team.teamId },
      enterprise: { id: E1 },
      user: { id: 'U1', token: undefined, scopes: undefined },
      bot: { token: team.botToken, id: team.botId, userId: team.botUserId, scopes: [] },
      isEnterpriseInstall: everywhere,
    });
  await put(acme, isEnterpriseInstall);
  return { ...found, acme, other, installations, put };
}
const inTeam = ({ teamId }: Sandbox) => ({
  team_id: teamId,
  enterprise_id: E1,
  authorizations: [{ enterprise_id: E1, team_id: teamId, user_id: 'U1', is_bot: true }],
});

const removedFrom = async ({ database }: TeamsWorld): Promise<unknown[]> =>
  (await query(database, 'select workspace from installations where removed_at is not null')).flat();

describe('Two workspaces of one organisation', () => {
  test('of which the second is refused: its token is withdrawn, and what it removes afterwards is its own', async () => {
    const found = await organisation();
    const { acme, other, installations, put } = found;
    await expect(put(other)).rejects.toThrow(/Another workspace of this organisation/);
    expect(other.requests('auth.revoke')).toMatchObject([{ result: 'ok' }]);
    expect(await deliver(found, { type: 'app_uninstalled' }, inTeam(other))).toBe(200);
    expect(JSON.parse((await installations.find(E1))?.secret ?? '{}')).toMatchObject({
      bot: { token: acme.botToken },
    });
    expect(await removedFrom(found)).not.toContain(E1);
    expect(await deliver(found, { type: 'app_uninstalled' }, inTeam(acme))).toBe(200);
    expect(await removedFrom(found)).toContain(E1);
  });

  test('of which the second is refused, when Slack does not withdraw its token, is refused all the same', async () => {
    const { other, put } = await organisation();
    other.faults.api('auth.revoke', { kind: 'http', status: 500 });
    await expect(put(other)).rejects.toThrow(/Another workspace of this organisation/);
  });

  test('do not hear each other: what comes from the second is not worked on with the token of the first', async () => {
    const found = await organisation();
    const { acme, other, database } = found;
    const ask = (team: Sandbox, text: string, ts: string) =>
      deliver(
        found,
        {
          type: 'app_mention',
          channel: team.channel('#llm-help').id,
          user: team.user('ana').id,
          ts,
          event_ts: ts,
          text,
        },
        inTeam(team),
      );
    expect(await ask(other, 'A question of the second one', '1700000000.000100')).toBe(200);
    expect(await query(database, `select * from inbox where workspace = '${E1}'`)).toEqual([]);
    expect(await ask(acme, 'A question of the first one', '1700000000.000200')).toBe(200);
    expect(await query(database, `select event_key from inbox where workspace = '${E1}'`)).toHaveLength(1);
  });

  test('cannot take the place of an installation for all of it; that one can take theirs', async () => {
    const { acme, other, installations, put } = await organisation(true);
    await expect(put(other)).rejects.toThrow(/for your whole organisation already/);
    expect((await installations.find(E1))?.secret).toContain(acme.botToken);
    await expect(put(acme)).rejects.toThrow(/for your whole organisation already/);
    expect(acme.requests('auth.revoke')).toEqual([]);
    other.reinstall();
    await installations.remove(E1, new Date());
    await put(other);
    await put(acme, true);
    expect((await installations.find(E1))?.secret).toContain(acme.botToken);
  });
});

describe('A token of a whole organisation', () => {
  test('is not taken for gone because one of its workspaces removed the app', async () => {
    const found = await organisation(true);
    const { acme, other } = found;
    expect(await deliver(found, { type: 'app_uninstalled' }, inTeam(other))).toBe(200);
    expect(await deliver(found, { type: 'app_uninstalled' }, inTeam(acme))).toBe(200);
    expect(await removedFrom(found)).toEqual([]);
    acme.faults.api('auth.test', { kind: 'error', error: 'token_revoked' });
    expect(await deliver(found, { type: 'app_uninstalled' }, inTeam(acme))).toBe(200);
    expect(await removedFrom(found)).toEqual([E1]);
  });

  test.each<[string, ApiFault]>([
    ['does not answer', { kind: 'reset' }],
    ['fails', { kind: 'http', status: 500 }],
    ['fails in its own words', { kind: 'error', error: 'internal_error' }],
    ['asks to slow down', { kind: 'rate-limited', retryAfter: 1 }],
  ])('is asked for again when Slack %s: the removal is not missed', async (_, fault) => {
    const found = await organisation(true);
    const { acme } = found;
    acme.faults.api('auth.test', fault);
    expect(await deliver(found, { type: 'app_uninstalled' }, inTeam(acme))).toBe(500);
    acme.faults.api('auth.test', { kind: 'error', error: 'account_inactive' });
    expect(await deliver(found, { type: 'app_uninstalled' }, inTeam(acme))).toBe(200);
    expect(await removedFrom(found)).toContain(E1);
  });
});
