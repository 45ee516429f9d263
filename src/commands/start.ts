import { systemClock } from '../clock.ts';
import type { Config } from '../config.ts';
import { createLog } from '../log.ts';
import { start } from '../main.ts';
import { plainLines } from '../plain-lines.ts';

/** What is not through by then after a signal is handed back to whoever starts next. */
const STOP_LIMIT_MS = 25_000;

/** Starts the adviser and runs until a signal ends it. */
export async function runStart(config: Config): Promise<void> {
  const log = process.stdout.isTTY ? createLog(config.logLevel, plainLines) : createLog(config.logLevel);
  const running = await start(config, systemClock, log);
  announce(config, running.address);
  let stopping = false;
  const stop = (signal: string): void => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping: no new work is taken, what is under way is finished');
    setTimeout(() => {
      log.warn('it takes too long; what is left will be done after the next start');
      process.exit(1);
    }, STOP_LIMIT_MS).unref();
    running.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ error }, 'stopping failed');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

/** Tells a person what to do now. The log goes on after it. */
function announce(config: Config, address: string): void {
  const reader = config.llm ? `A model reads (${config.llm.model}).` : 'No model is set, so I read offline.';
  console.log(
    config.slack
      ? `Tune or Not is connected to ${address}. ${reader}`
      : `Tune or Not is ready. Open ${address} in a browser: a Slack to try it in. ${reader} Ctrl+C ends it.`,
  );
}
