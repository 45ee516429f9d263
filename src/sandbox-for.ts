import { join } from 'node:path';
import type { Config, SlackConfig } from './config.ts';
import { readManifest } from './manifest.ts';
import { builtPageDir } from './sandbox/server/built-page-dir.ts';
import type { Sandbox } from './sandbox/server/sandbox.ts';
import { startSandbox } from './sandbox/server/start-sandbox.ts';

/** What somebody may type first. */
const HINTS = [
  'Try: /finetune Our support bot makes up refund rules. We have 800 Q&A pairs and want to fine-tune Llama 3 8B on them.',
];

/** Starts the sandbox, a Slack for this machine, and says how to connect to it. */
export async function startSandboxFor(config: Config): Promise<{ sandbox: Sandbox; slack: SlackConfig }> {
  const manifest = await readManifest();
  const sandbox = await startSandbox({
    port: config.sandboxPort,
    pageDir: builtPageDir(),
    stateFile: join(config.dataDir, 'sandbox.json'),
    hints: HINTS,
    app: {
      name: manifest.display_information.name,
      commands: manifest.features.slash_commands.map(
        ({ command, description, usage_hint, should_escape }) => ({
          command,
          description,
          ...(usage_hint === undefined ? {} : { usageHint: usage_hint }),
          ...(should_escape === undefined ? {} : { shouldEscape: should_escape }),
        }),
      ),
      shortcuts: manifest.features.shortcuts.map(({ name, callback_id }) => ({
        name,
        callbackId: callback_id,
      })),
      scopes: manifest.oauth_config.scopes.bot,
      botEvents: manifest.settings.event_subscriptions.bot_events,
    },
  });
  const { botToken, appToken, apiUrl } = sandbox;
  return { sandbox, slack: { by: 'socket', botToken, appToken, apiUrl, connections: 2 } };
}
