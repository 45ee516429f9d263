import { sql } from 'kysely';
import type { Logger } from 'pino';
import type { CaseWork } from './cases/case-work.ts';
import { type Clock, DAY_MS, dayOf, movableClock } from './clock.ts';
import type { Config, SlackConfig } from './config.ts';
import { createCurators } from './curators.ts';
import { redrawEnded } from './digest/redraw.ts';
import { type Guidances, packsBy, readGuidances } from './guidances.ts';
import { startHealth } from './health.ts';
import { startDigests } from './jobs/digests.ts';
import { startForgetter } from './jobs/forgetter.ts';
import { startPurger } from './jobs/purger.ts';
import { startReach } from './jobs/reach.ts';
import { startWorker } from './jobs/worker.ts';
import { createMetrics } from './metrics/metrics.ts';
import { openStore } from './open-store.ts';
import { operatorRoutes, type Readiness } from './operator-routes.ts';
import { expiredSources } from './pack/expiry.ts';
import { ShutDown } from './shut-down.ts';
import { createChannelFacts } from './slack/channel-facts.ts';
import { createDigestVoice } from './slack/digest-voice.ts';
import { createGuard } from './slack/guard.ts';
import { keepIn } from './slack/keep-in.ts';
import { listen } from './slack/listeners/listen.ts';
import { createMembership } from './slack/membership.ts';
import { createNames } from './slack/names.ts';
import { createSlack } from './slack/start-slack.ts';
import { createSlackVoice } from './slack/voice.ts';
import { spendings } from './spending.ts';
import { createBudget } from './store/budget.ts';
import { findCase } from './store/case-file.ts';
import type { CaseRef } from './store/case-ref.ts';
import { loadCaseRow } from './store/case-row.ts';
import { createConversations } from './store/conversations.ts';
import { createGroupCommit } from './store/group-commit.ts';
import type { Inbound } from './store/inbound.ts';
import { writeInbounds } from './store/inbox.ts';
import { deletePastRetention } from './store/retention.ts';
import { settingsFrom, UNCHOSEN } from './store/workspace-settings.ts';
import { readVersion } from './version.ts';
import { within } from './within.ts';
import { workspaceAccess } from './workspace-access.ts';
import { readerText, workspaceChoices } from './workspace-choices.ts';

/** The running adviser. */
export interface Running {
  /** Where to go: the sandbox's page, or the workspace. */
  address: string;
  /** Takes no new work, finishes what is under way, and ends everything. */
  stop(): Promise<void>;
}

/** A database that takes longer for nothing at all is not healthy. */
const HEALTH_LIMIT_MS = 2_000;
/** Slack waits three seconds for an answer to a command. */
const HELP_LIMIT_MS = 1_500;

/**
 * Starts everything: database, guidance, Slack (or the sandbox that stands in for it) and the workers.
 * @param guidance shared with others in this process; without it, it is read as configured
 * @throws UserError or PackError for what an operator can mend; then nothing is left running
 */
export async function start(
  config: Config,
  clock: Clock,
  log: Logger,
  guidance?: Promise<Guidances>,
): Promise<Running> {
  const shutDown = new ShutDown();
  try {
    const address = await startAll(config, clock, log, shutDown, guidance);
    return { address, stop: () => shutDown.run() };
  } catch (error) {
    await shutDown.run();
    throw error;
  }
}

async function startAll(
  config: Config,
  startClock: Clock,
  log: Logger,
  shutDown: ShutDown,
  given: Promise<Guidances> | undefined,
): Promise<string> {
  const guidances = await (given ?? readGuidances(config));
  const expired = expiredSources(guidances.everything, dayOf(startClock.now())).length;
  if (expired > 0) log.warn({ expired }, 'guidance rests on sources that are due for review; see check-pack');
  const store = await openStore(config, shutDown, log);
  const { slack, page, clock } = await reach(config, startClock, shutDown);
  const { db } = store.database;
  const metrics = createMetrics({ db, pack: guidances.everything, clock, version: readVersion(), log });
  const { meter } = metrics;
  const readiness: Readiness = { state: 'starting', sockets: undefined };
  const healthy = async (): Promise<void> => {
    await within(HEALTH_LIMIT_MS, sql`select 1`.execute(db));
  };
  const access = await workspaceAccess(slack, { db, clock, http: config.http, log, meter });
  const routes = {
    ...access.routes,
    ...operatorRoutes(healthy, readiness, config.metrics ? metrics : undefined),
  };
  // Over HTTP Slack's own server answers operators; the sandbox needs nobody to ask. It ends last: it tells of the end.
  if (config.slack?.by === 'socket') {
    const health = await startHealth(config.http.host, config.http.port, routes);
    shutDown.defer(() => health.close());
  }

  const { identities, authorize, removed } = access;
  const names = createNames(identities, store.cache);
  const choices = workspaceChoices(config, db);
  const packFor = packsBy(guidances, choices);
  const voice = createSlackVoice({ identities, packFor, names, clock });
  const channels = createChannelFacts(identities, store.cache, config.channels);
  const around = {
    cache: store.cache,
    exists: async (ref: CaseRef) => (await loadCaseRow(db, ref)) !== undefined,
    clock,
    retentionMs: choices.retentionMs,
    models: choices.offered.models,
    log,
  };
  const curators = await createCurators(config, guidances.usual, around, metrics.chat);
  const spendingBy = await spendings(config, choices, log);
  const today = () => dayOf(clock.now());
  const work: CaseWork = {
    db,
    conversations: createConversations(store.cache, choices.retentionMs, clock),
    voice,
    channels,
    gatherMs: config.gatherMs,
    termsIn: async (workspace) => {
      const settings = await choices.of(workspace);
      const ready = guidances.beside(settings.guidance);
      const { model, spending } = spendingBy(settings);
      const curator = curators.within(ready, model, () => createBudget(db, workspace, today, spending));
      return { ready, curator };
    },
    clock,
    log,
    meter,
  };

  const inbox = createGroupCommit<Inbound>((inbounds) => writeInbounds(db, inbounds));
  const keep = keepIn(inbox, {
    channels,
    isOurs: async (thread) => (await findCase(db, thread)) !== undefined,
  });
  const membership = createMembership(identities, clock);
  const guard = createGuard({ db, membership });
  const { app, start: connect } = createSlack(
    slack,
    { keep, identities, removed, guard, clock, log, meter },
    {
      ...config.http,
      routes,
      authorize,
      onSockets: (open) => {
        readiness.sockets = open;
        meter.sockets(open);
      },
      log,
    },
  );
  const digestVoice = createDigestVoice({ identities, packFor, names, membership, voice });
  listen(app, {
    db,
    packFor,
    names,
    clock,
    identities,
    membership,
    keep,
    channels,
    digestVoice,
    termsIn: work.termsIn,
    versions: curators.versions,
    offered: choices.offered,
    uncache: async (workspace) => void (await store.cache.deletePrefix(`${workspace}:`)),
    readerIn: async (workspace) =>
      readerText(
        config,
        // Help needs no database: where it does not answer in time, the operator's settings are told.
        await within(HELP_LIMIT_MS, choices.of(workspace)).catch(() =>
          settingsFrom(UNCHOSEN, choices.offered),
        ),
      ),
    spendingIn: async (workspace) => spendingBy(await choices.of(workspace)),
    log,
  });

  const worker = await startWorker(store.database.pool, work, {
    concurrency: config.workers,
    log,
    afterwards: (ref) => redrawEnded(ref, { db, digestVoice, log }),
    daily: async () => {
      const now = clock.now();
      await deletePastRetention(db, config.retentionDays, now);
      await store.cache.deleteExpired(now);
    },
  });
  shutDown.defer(() => worker.stop());
  const forgetter = startForgetter({ ...work, forgetName: names.forget }, log);
  shutDown.defer(() => forgetter.stop());
  // By a bot token nobody but the operator takes the app away, and nothing is deleted behind their back.
  if (slack.oauth !== undefined) {
    const purger = startPurger({ db, cache: store.cache, clock }, config.graceDays * DAY_MS, log);
    shutDown.defer(async () => purger.stop());
  }
  const digests = await startDigests(store.database.pool, {
    db,
    packFor,
    voice: digestVoice,
    clock,
    log,
    meter,
  });
  shutDown.defer(() => digests.stop());
  const running = await connect();
  shutDown.defer(() => running.stop());
  readiness.state = 'working';
  const noting = startReach(db, () => readiness.sockets !== 0, log);
  shutDown.defer(() => noting.stop());
  shutDown.defer(async () => {
    readiness.state = 'stopping';
  });
  return page ?? access.address;
}

/** How Slack is reached: as configured, or the sandbox that is started for it, whose page can move the clock on. */
async function reach(
  config: Config,
  clock: Clock,
  shutDown: ShutDown,
): Promise<{ slack: SlackConfig; page: string | undefined; clock: Clock }> {
  if (config.slack) return { slack: config.slack, page: undefined, clock };
  const movable = movableClock(clock);
  // In a workspace of Slack's own nobody waits for the parts of the sandbox.
  const { startSandboxFor } = await import('./sandbox-for.ts');
  const { sandbox, slack } = await startSandboxFor(config, movable);
  shutDown.defer(() => sandbox.close());
  return { slack, page: sandbox.url, clock: movable };
}
