import { createServer } from 'node:http';
import express from 'express';
import { createApiRouter } from './api/api-router.ts';
import { newWorldState } from './content/new-world-state.ts';
import { readyContent } from './content/ready-content.ts';
import { createEventDispatcher } from './delivery/event-dispatcher.ts';
import { createHttpCarrier } from './delivery/http-carrier.ts';
import { createSocketCarrier } from './delivery/socket-carrier.ts';
import { createSocketHub } from './delivery/socket-hub.ts';
import { sendEvents } from './events/send-events.ts';
import { createApiFaults } from './faults/api-fault.ts';
import { createDeliveryFaults } from './faults/delivery-faults.ts';
import { createFaults } from './faults/faults.ts';
import { createDownloadRouter, createUploadRouter } from './files/files-router.ts';
import { createResponseRouter } from './interact/response-router.ts';
import { listen } from './listen.ts';
import { followArchiveLink } from './page-api/archive-links.ts';
import { guardHost } from './page-api/guard.ts';
import { createPageRouter } from './page-api/page-router.ts';
import { createStaticPage } from './page-api/static-page.ts';
import { createPeople } from './people/people.ts';
import type { Sandbox } from './sandbox.ts';
import { createDriver } from './sandbox-driver.ts';
import { slackLimits } from './sandbox-limits.ts';
import type { SandboxOptions } from './sandbox-options.ts';
import { createReaders } from './sandbox-readers.ts';
import { until } from './until.ts';
import { createAppIdentity } from './world/app-identity.ts';
import { clearStatusOnReply } from './world/clear-status-on-reply.ts';
import { expireStatuses } from './world/expire-statuses.ts';
import { keepState } from './world/keep-state.ts';
import { readStateFile } from './world/state-file.ts';
import { createWorld } from './world/world.ts';

/**
 * Starts a Slack on this machine, for one app: its Web API, Socket Mode or HTTP delivery, and a page.
 * @throws PortError when the port is taken, or not for this account
 * @throws StateFileError when the state file is no snapshot of a sandbox
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const now = options.now ?? Date.now;
  const identity = createAppIdentity(options);
  const kept = options.stateFile === undefined ? undefined : readStateFile(options.stateFile);
  // What was said is never in the future, also when the clock had been moved on before a restart.
  const lastSaid = Math.floor((kept?.lastMicros ?? 0) / 1_000);
  if (lastSaid > now()) options.clock?.onClock(lastSaid);
  const state =
    kept ??
    newWorldState(
      options.content ?? readyContent,
      { name: options.app.name, ...identity },
      now(),
      options.team?.id,
    );
  const world = createWorld({
    app: options.app,
    identity,
    limits: { ...slackLimits, ...options.limits },
    state,
    now,
  });

  const apiFaults = createApiFaults();
  const deliveryFaults = createDeliveryFaults();
  const hub = createSocketHub(world);
  const carrier = options.http
    ? createHttpCarrier(world, deliveryFaults, options.http)
    : createSocketCarrier(world, hub, deliveryFaults);
  const dispatcher = createEventDispatcher(world, carrier, deliveryFaults);
  const people = createPeople(world, carrier);

  let port = 0;
  const app = express();
  app.disable('x-powered-by');
  app.use(guardHost(() => port));
  app.use('/api', createApiRouter({ world, openSocketUrl: hub.issueUrl }, apiFaults));
  app.use('/response', createResponseRouter(world, apiFaults));
  app.use('/upload', createUploadRouter(world, apiFaults));
  app.use('/files-pri', createDownloadRouter(world));
  const page = {
    hints: options.hints ?? [],
    clockMovable: options.clock !== undefined,
    connection: () => ({
      mode: carrier.mode,
      connected: carrier.connected(),
      sockets: carrier.connections(),
    }),
  };
  const moveClock = options.clock && ((ms: number) => options.clock?.onClock(ms));
  app.get('/archives/:channel/:message', followArchiveLink);
  app.use('/sandbox', createPageRouter({ world, people, page, port: () => port, moveClock }));
  app.use(createStaticPage(options.pageDir));

  const server = createServer(app);
  server.on('upgrade', hub.upgrade);
  port = await listen(server, options.port ?? 0);
  world.url = `http://127.0.0.1:${port}`;

  const stops = [sendEvents(world, dispatcher), clearStatusOnReply(world), expireStatuses(world)];
  const stopKeeping = options.stateFile === undefined ? undefined : keepState(world, options.stateFile);

  return {
    url: world.url,
    apiUrl: `${world.url}/api/`,
    port,
    botToken: identity.botToken,
    appToken: identity.appToken,
    signingSecret: identity.signingSecret,
    teamId: state.team.id,
    appId: identity.appId,
    botId: identity.botId,
    botUserId: identity.botUserId,
    faults: createFaults(apiFaults, deliveryFaults, hub),
    ...createDriver(world, people),
    ...createReaders(world, carrier, dispatcher),
    until: (predicate, { timeoutMs = world.limits.untilMs } = {}) => until(world, predicate, timeoutMs),
    handle(request, response) {
      request.headers.host = `127.0.0.1:${port}`;
      app(request, response);
    },
    clockMoved: () => world.changed(),
    async close() {
      for (const stop of stops) stop();
      stopKeeping?.();
      dispatcher.close();
      await hub.close();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
