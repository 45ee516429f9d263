import { sql } from 'kysely';
import type { Logger } from 'pino';
import type { CaseWork } from './cases/case-work.ts';
import { type Clock, DAY_MS, dayOf, movableClock } from './clock.ts';
import type { Config, SlackConfig } from './config.ts';
import { createCurators } from './curators.ts';
import { redrawEnded } from './digest/redraw.ts';
import { startHealth } from './health.ts';
import { startDigests } from './jobs/digests.ts';
import { startForgetter } from './jobs/forgetter.ts';
import { startReach } from './jobs/reach.ts';
import { startWorker } from './jobs/worker.ts';
import { createMetrics } from './metrics/metrics.ts';
import { openStore } from './open-store.ts';
import { operatorRoutes, type Readiness } from './operator-routes.ts';
import { expiredSources } from './pack/expiry.ts';
import { type ReadyPack, readyPack } from './ready-pack.ts';
import { ShutDown } from './shut-down.ts';
import { createChannelFacts } from './slack/channel-facts.ts';
import { createDigestVoice } from './slack/digest-voice.ts';
import { createGuard } from './slack/guard.ts';
import { keepIn } from './slack/keep-in.ts';
import { listen } from './slack/listeners/listen.ts';
import { createMembership } from './slack/membership.ts';
import { createNames } from './slack/names.ts';
import { createSlack, identify } from './slack/start-slack.ts';
import { createSlackVoice } from './slack/voice.ts';
import { spendingOf } from './spending.ts';
import { createBudget } from './store/budget.ts';
import { loadCaseRow } from './store/case-file.ts';
import type { CaseRef } from './store/case-ref.ts';
import { createConversations } from './store/conversations.ts';
import { createGroupCommit } from './store/group-commit.ts';
import type { Inbound } from './store/inbound.ts';
import { writeInbounds } from './store/inbox.ts';
import { deleteOldText } from './store/retention.ts';
import { readVersion } from './version.ts';
import { within } from './within.ts';

/** The running adviser. */
export interface Running {
  /** Where to go: the sandbox's page, or the workspace. */
  address: string;
  /** Takes no new work, finishes what is under way, and ends everything. */
  stop(): Promise<void>;
}

/** A database that takes longer for nothing at all is not healthy. */
const HEALTH_LIMIT_MS = 2_000;

/**
 * Starts everything: database, guidance, Slack (or the sandbox that stands in for it) and the workers.
 * @param guidance shared with others in this process; without it, it is read as configured
 * @throws UserError or PackError for what an operator can mend; then nothing is left running
 */
export async function start(
  config: Config,
  clock: Clock,
  log: Logger,
  guidance?: Promise<ReadyPack>,
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
  given: Promise<ReadyPack> | undefined,
): Promise<string> {
  const ready = await (given ?? readyPack(config.guidanceDir));
  const { pack } = ready;
  const expired = expiredSources(pack, dayOf(startClock.now())).length;
  if (expired > 0) log.warn({ expired }, 'guidance rests on sources that are due for review; see check-pack');
  const store = await openStore(config, shutDown, log);
  const { slack, page, clock } = await reach(config, startClock, shutDown);
  const { db } = store.database;
  const metrics = createMetrics({ db, pack, clock, version: readVersion(), log });
  const { meter } = metrics;
  const readiness: Readiness = { state: 'starting', sockets: undefined };
  const healthy = async (): Promise<void> => {
    await within(HEALTH_LIMIT_MS, sql`select 1`.execute(db));
  };
  const routes = operatorRoutes(healthy, readiness, config.metrics ? metrics : undefined);
  // Over HTTP Slack's own server answers operators; the sandbox needs nobody to ask. It ends last: it tells of the end.
  if (config.slack?.by === 'socket') {
    const health = await startHealth(config.http.host, config.http.port, routes);
    shutDown.defer(() => health.close());
  }
  const identity = await identify(slack, log);

  const { client, botUserId, workspaceUrl } = identity;
  const names = createNames(client, store.cache);
  const voice = createSlackVoice({ client, pack, names, clock, workspaceUrl, botUserId });
  const channels = createChannelFacts(client, store.cache, config.channels);
  const retentionMs = config.retentionDays * DAY_MS;
  const around = {
    cache: store.cache,
    exists: async (ref: CaseRef) => (await loadCaseRow(db, ref)) !== undefined,
    clock,
    retentionMs,
    log,
  };
  const curators = await createCurators(config, ready, around, metrics.chat);
  const spending = await spendingOf(config.llm, log);
  const today = () => dayOf(clock.now());
  const work: CaseWork = {
    db,
    conversations: createConversations(store.cache, retentionMs, clock),
    voice,
    channels,
    gatherMs: config.gatherMs,
    pack,
    curatorFor: (workspace) => curators.within(() => createBudget(db, workspace, today, spending)),
    answer: ready.answer,
    plainAnswer: ready.plainAnswer,
    clock,
    log,
    meter,
  };

  const inbox = createGroupCommit<Inbound>((inbounds) => writeInbounds(db, inbounds));
  const keep = keepIn(inbox, channels);
  const membership = createMembership(client, clock);
  const guard = createGuard({ db, membership });
  const { app, start: connect } = createSlack(
    slack,
    { keep, guard, clock, log, meter },
    {
      ...config.http,
      routes,
      onSockets: (open) => {
        readiness.sockets = open;
        meter.sockets(open);
      },
      log,
    },
  );
  const digestVoice = createDigestVoice({ client, pack, names, membership, workspaceUrl, voice });
  listen(app, {
    db,
    pack,
    names,
    clock,
    workspaceUrl,
    membership,
    keep,
    channels,
    botUserId,
    digestVoice,
    curatorFor: work.curatorFor,
    versions: curators.versions,
    reader: readerText(config),
    log,
    model: config.llm?.model,
    spending,
  });

  const worker = await startWorker(store.database.pool, work, {
    concurrency: config.workers,
    log,
    afterwards: (ref) => redrawEnded(ref, { db, digestVoice, log }),
    daily: async () => {
      const now = clock.now();
      await deleteOldText(db, new Date(now - retentionMs), new Date(now));
      await store.cache.deleteExpired(now);
    },
  });
  shutDown.defer(() => worker.stop());
  const forgetter = startForgetter({ ...work, forgetName: names.forget }, log);
  shutDown.defer(() => forgetter.stop());
  const digests = await startDigests(store.database.pool, {
    db,
    pack,
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
  return page ?? workspaceUrl;
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

/** What is read by whom, what is sent and what is kept, for `/finetune help`. */
function readerText({ llm, retentionDays }: Config): string {
  const kept = `It is deleted here after ${retentionDays} days, or when you say \`/finetune forget\`.`;
  if (!llm) return `No model reads it: it stays on this server. ${kept}`;
  const where = llm.baseUrl ? new URL(llm.baseUrl).host : 'OpenAI';
  return [
    `A model (${llm.model} at ${where}) reads it: it is sent the text of these messages, with e-mail addresses, phone, card and account numbers, keys and passwords masked and people as P1, P2; then the facts found and the guidance they meet, for a summary and for a plan.`,
    'It is not sent names, ids, channels, files or other threads. Its answers are kept for a day at most, with the case they belong to, so that the same is not asked twice.',
    kept,
  ].join(' ');
}
