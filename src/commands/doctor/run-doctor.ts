import type { Logger } from 'pino';
import type { Clock } from '../../clock.ts';
import { probeBot } from '../../slack/probe.ts';
import { openDatabase } from '../../store/database.ts';
import { UserError } from '../../user-error.ts';
import { within } from '../../within.ts';
import { cacheCheck } from './cache.ts';
import { type Check, type Finding, messageOf, once, wrong } from './check.ts';
import { clockCheck } from './clock.ts';
import { databaseChecks } from './database.ts';
import { failuresCheck } from './failures.ts';
import { guidanceCheck } from './guidance.ts';
import { installationChecks } from './installations.ts';
import { modelCheck } from './model.ts';
import { readSettings, settingsCheck } from './settings.ts';
import { slackChecks, withoutSlack } from './slack.ts';
import { withoutSecrets } from './without-secrets.ts';

/** A finding, and what was looked at. */
export type Result = Finding & { name: string };

/** Closing what does not answer is not waited for. */
const CLOSE_LIMIT_MS = 1_000;

/**
 * Looks at everything that the app needs, all at once; none waits for another to go well. Nothing is started and nothing
 * changed.
 * @param options.model whether the model may be asked a tiny question
 * @returns the findings in their order, without a secret in them
 */
export async function runDoctor(
  env: NodeJS.ProcessEnv,
  { clock, log, model }: { clock: Clock; log: Logger; model: boolean },
): Promise<Result[]> {
  const settings = readSettings(env);
  const { config, leftOut } = settings;
  const { slack, database } = config;
  const { url } = database;
  const { botToken } = slack ?? {};
  const bot =
    slack && botToken !== undefined
      ? once(() => probeBot({ botToken, apiUrl: slack.apiUrl }, clock, log))
      : undefined;
  const open =
    url === undefined
      ? undefined
      : once(() => openDatabase(url, { connections: 2, onError: () => undefined }));
  const checks: Check[] = [
    settingsCheck(settings),
    ...(slack ? slackChecks(slack, { config, bot, log }) : [withoutSlack(leftOut)]),
    ...databaseChecks(config, open),
    ...(open ? [failuresCheck(open, clock)] : []),
    ...installationChecks(slack, open),
    clockCheck(clock, open, bot),
    cacheCheck(config.cacheUrl),
    modelCheck(config.llm, model, leftOut),
    guidanceCheck(config, clock),
  ];
  const results = await Promise.all(checks.map(carryOut));
  if (open)
    await within(
      CLOSE_LIMIT_MS,
      open().then(({ close }) => close()),
    ).catch(() => undefined);
  const clean = withoutSecrets(config);
  return results.map((result) =>
    result.status === 'ok'
      ? { ...result, what: clean(result.what) }
      : { ...result, what: clean(result.what), remedy: clean(result.remedy) },
  );
}

/** A check that fails, or takes too long, is a finding like any other. */
async function carryOut({ name, limitMs, look }: Check): Promise<Result> {
  try {
    return { name, ...(await within(limitMs, look())) };
  } catch (error) {
    const remedy =
      error instanceof UserError
        ? error.remedy
        : 'Try again; if it stays so, look at the other findings and at the log of the app.';
    return { name, ...wrong(`it could not be looked at: ${messageOf(error)}`, remedy) };
  }
}
