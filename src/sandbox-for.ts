import { join } from 'node:path';
import type { MovableClock } from './clock.ts';
import type { Config, SlackConfig } from './config.ts';
import { type Manifest, readManifest } from './manifest.ts';
import { builtPageDir } from './sandbox/server/built-page-dir.ts';
import { PortError } from './sandbox/server/port-error.ts';
import type { Sandbox } from './sandbox/server/sandbox.ts';
import type { AppDeclaration, SandboxOptions } from './sandbox/server/sandbox-options.ts';
import { startSandbox } from './sandbox/server/start-sandbox.ts';
import { StateFileError } from './sandbox/server/state-file-error.ts';
import { UserError } from './user-error.ts';

/** What somebody may type first. */
const HINTS = [
  '/finetune Our support bot makes up refund rules. We have 800 Q&A pairs and want to fine-tune Llama 3 8B on them.',
];

/**
 * Starts the sandbox, a Slack for this machine, and says how to connect to it. It goes by the app's clock, and its page
 * can move that on.
 * @throws UserError when its port is in use or its state file cannot be read
 */
export async function startSandboxFor(
  config: Config,
  clock: MovableClock,
): Promise<{ sandbox: Sandbox; slack: SlackConfig }> {
  const sandbox = await startOrExplain({
    port: config.sandboxPort,
    pageDir: builtPageDir(),
    stateFile: join(config.dataDir, 'sandbox.json'),
    hints: HINTS,
    now: clock.now,
    clock: { onClock: clock.moveTo },
    app: declarationOf(await readManifest()),
  });
  const { botToken, appToken, apiUrl } = sandbox;
  return { sandbox, slack: { by: 'socket', botToken, appToken, apiUrl, connections: 2 } };
}

/** What of the manifest decides what Slack sends us and lets us do. */
export const declarationOf = (manifest: Manifest): AppDeclaration => ({
  name: manifest.display_information.name,
  commands: manifest.features.slash_commands.map(({ command, description, usage_hint, should_escape }) => ({
    command,
    description,
    ...(usage_hint === undefined ? {} : { usageHint: usage_hint }),
    ...(should_escape === undefined ? {} : { shouldEscape: should_escape }),
  })),
  shortcuts: manifest.features.shortcuts.map(({ name, callback_id }) => ({ name, callbackId: callback_id })),
  scopes: manifest.oauth_config.scopes.bot,
  botEvents: manifest.settings.event_subscriptions.bot_events,
});

async function startOrExplain(options: SandboxOptions): Promise<Sandbox> {
  try {
    return await startSandbox(options);
  } catch (error) {
    if (error instanceof PortError) {
      const another = 'Set SANDBOX_PORT to another one (0 takes any free one)';
      throw error.isTaken
        ? new UserError(
            `Port ${error.port} is in use.`,
            `${another}, or stop what uses it: perhaps Tune or Not runs already.`,
            { cause: error },
          )
        : new UserError(`This account may not listen on port ${error.port}.`, `${another}.`, {
            cause: error,
          });
    }
    if (error instanceof StateFileError) {
      throw new UserError(
        `The conversations of the sandbox in ${error.file} cannot be read.`,
        'Move that file away to begin with fresh ones.',
        { cause: error },
      );
    }
    throw error;
  }
}
