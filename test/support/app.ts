import { type Logger, pino } from 'pino';
import { type Clock, systemClock } from '../../src/clock.ts';
import { readConfig } from '../../src/config.ts';
import { type Running, start } from '../../src/main.ts';
import type { Sandbox } from '../../src/sandbox/server/sandbox.ts';
import { ownGuidances } from '../runner/own-guidance.ts';
import { afterTest } from './clean-up.ts';
import { type SlackOptions, socketMode, testSlack } from './slack.ts';
import { createDatabase } from './test-database.ts';

/** Starts the real app in this process until the test ends. */
export async function startApp(
  env: Record<string, string>,
  clock: Clock = systemClock,
  log: Logger = pino({ level: 'silent' }),
): Promise<Running & { stop(): Promise<void> }> {
  const own = env.GUIDANCE_DIR || env.WORKSPACE_GUIDANCE;
  const guidance = own ? undefined : ownGuidances();
  const running = await start(readConfig({ PORT: '0', ...env }), clock, log, guidance);
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= running.stop();
    return stopped;
  };
  afterTest(stop);
  return { ...running, stop };
}

/** A Slack with the app running in it, over Socket Mode, and the address of its database. */
export interface World {
  slack: Sandbox;
  database: string;
  env: Record<string, string>;
  app: Running;
}

export async function startWorld(
  options: SlackOptions & { env?: Record<string, string>; appClock?: Clock; log?: Logger } = {},
): Promise<World> {
  const { env: more, appClock, log, ...slackOptions } = options;
  const slack = await testSlack(slackOptions);
  const database = await createDatabase();
  // Tests that are not about gathering do not wait for it.
  const env = {
    ...socketMode(slack),
    DATABASE_URL: database,
    GATHER_SECONDS: '0',
    DATABASE_CONNECTIONS: '5',
    ...more,
  };
  return { slack, database, env, app: await startApp(env, appClock, log) };
}
