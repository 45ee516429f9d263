import { type AppOptions, type CodedError, HTTPReceiver, SocketModeReceiver } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import type { SlackConfig } from '../config.ts';
import { hasCode } from '../has-code.ts';
import type { Routes } from '../health.ts';
import { UserError } from '../user-error.ts';
import { createBoltLogger } from './bolt-logger.ts';
import { clientOptions } from './client-options.ts';
import type { SlackIdentity } from './identities.ts';
import { InboxApp, type Keeping } from './inbox-app.ts';
import { listening } from './listening.ts';
import { ObjectReceiver } from './object-receiver.ts';
import { watchSockets } from './open-sockets.ts';
import { workspaceOfCommand } from './workspace-of.ts';

/** Asks Slack who we are, and in which workspace. @throws UserError when the token does not work or Slack cannot be reached */
export async function identify(
  slack: { botToken: string; apiUrl: string | undefined },
  log: Logger,
): Promise<SlackIdentity & { workspace: string }> {
  const client = new WebClient(slack.botToken, clientOptions(slack.apiUrl, log));
  try {
    const answer = await client.auth.test();
    const { user_id: botUserId, url } = answer;
    if (!botUserId || !url) throw new Error('Slack did not say who we are');
    return {
      client,
      botUserId,
      workspaceUrl: url.endsWith('/') ? url : `${url}/`,
      workspace: workspaceOfCommand(answer),
    };
  } catch (error) {
    throw new UserError(
      `Slack does not accept SLACK_BOT_TOKEN, or cannot be reached: ${error instanceof Error ? error.message : String(error)}`,
      'Copy the bot token from "OAuth & Permissions" of your app again, and check the network.',
      { cause: error },
    );
  }
}

/** A connected app. */
export interface RunningSlack {
  app: InboxApp;
  /** Takes no new work and waits until what arrived is through. */
  stop(): Promise<void>;
}

/** Whose token the listeners of an event get. */
export type Authorize = NonNullable<AppOptions['authorize']>;

interface Connection {
  start(): Promise<unknown>;
  stop(): Promise<unknown>;
}

/**
 * Builds the app for the way in which events reach us, and leaves it to the caller to add listeners and start it.
 * Several Socket Mode connections share one app: while one of them reconnects, the others go on.
 */
export function createSlack(
  slack: SlackConfig,
  keeping: Keeping,
  options: {
    port: number;
    host: string;
    /** What operators may ask where Slack's requests come. */
    routes: Routes;
    /** For many workspaces; without it the one bot token is used. */
    authorize?: Authorize | undefined;
    /** Told how many Socket Mode connections are open, whenever that changes. */
    onSockets?: (open: number) => void;
    log: Logger;
  },
): { app: InboxApp; start(): Promise<RunningSlack> } {
  const logger = createBoltLogger(options.log);
  const receivers: [Receiver, ...Receiver[]] =
    slack.by === 'socket'
      ? socketReceivers(slack, options)
      : [httpReceiver(slack.signingSecret, options, logger)];
  const [first, ...others] = receivers;
  const app = new InboxApp(
    {
      ...(options.authorize ? { authorize: options.authorize } : { token: slack.botToken ?? '' }),
      receiver: first,
      clientOptions: clientOptions(slack.apiUrl, options.log),
      convoStore: false,
      extendedErrorHandler: true,
      logger,
    },
    keeping,
  );
  for (const receiver of others) receiver.init(app);
  app.error(async ({ error, body }: { error: CodedError; body: unknown }) => {
    app.noteFailure(body);
    // Not the error itself: a listener's error may carry the payload it was given.
    options.log.error({ name: error.name, code: error.code, message: error.message }, 'a listener failed');
  });
  return { app, start: () => start(app, receivers, slack, options) };
}

type Receiver = HTTPReceiver | SocketModeReceiver;

async function start(
  app: InboxApp,
  receivers: readonly Receiver[],
  slack: SlackConfig,
  { port, host }: { port: number; host: string },
): Promise<RunningSlack> {
  const connections: Connection[] = receivers.map((receiver) =>
    receiver instanceof HTTPReceiver ? listening(receiver, { port, host }) : receiver,
  );
  try {
    await Promise.all(connections.map((connection) => connection.start()));
  } catch (error) {
    await Promise.allSettled(connections.map((connection) => connection.stop()));
    throw startError(error, slack, port);
  }
  return {
    app,
    stop: async () => {
      await Promise.allSettled(connections.map((connection) => connection.stop()));
      await app.drained();
    },
  };
}

function startError(error: unknown, slack: SlackConfig, port: number): Error {
  const what = error instanceof Error ? error.message : String(error);
  if (hasCode(error, 'EADDRINUSE')) {
    return new UserError(`Port ${port} is in use.`, 'Set PORT to another one, or stop what uses it.', {
      cause: error,
    });
  }
  return slack.by === 'socket'
    ? new UserError(
        `Socket Mode could not be started: ${what}`,
        'Check SLACK_APP_TOKEN (it needs the scope connections:write) and that Socket Mode is switched on for the app.',
        { cause: error },
      )
    : new UserError(`The server for Slack's requests could not be started: ${what}`, 'Check HOST and PORT.', {
        cause: error,
      });
}

/**
 * A connection that breaks is opened again after this time, not after the library's five seconds. The library also ends
 * one that answers no ping for so long, so it must be longer than a busy moment of this process.
 */
const RECONNECT_MS = 3_000;

function socketReceivers(
  slack: Extract<SlackConfig, { by: 'socket' }>,
  { log, onSockets = () => undefined }: { log: Logger; onSockets?: (open: number) => void },
): [SocketModeReceiver, ...SocketModeReceiver[]] {
  const receiver = () =>
    new SocketModeReceiver({
      appToken: slack.appToken,
      installerOptions: { clientOptions: clientOptions(slack.apiUrl, log) },
      clientPingTimeout: RECONNECT_MS,
      logger: createBoltLogger(log),
    });
  const receivers: [SocketModeReceiver, ...SocketModeReceiver[]] = [
    receiver(),
    ...Array.from({ length: slack.connections - 1 }, receiver),
  ];
  watchSockets(receivers, onSockets);
  return receivers;
}

const httpReceiver = (
  signingSecret: string,
  { port, routes }: { port: number; routes: Routes },
  logger: ReturnType<typeof createBoltLogger>,
): HTTPReceiver =>
  new ObjectReceiver({
    signingSecret,
    port,
    logger,
    customRoutes: Object.entries(routes).map(([path, answer]) => ({
      path,
      method: ['GET', 'HEAD'],
      handler: (request, response) => answer(response, request),
    })),
  });
