import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { PACKAGE_ROOT } from './package-root.ts';

/** What of manifest.yml concerns the process itself. */
const Manifest = z.object({
  display_information: z.object({ name: z.string() }),
  features: z.object({
    slash_commands: z
      .array(
        z.object({
          command: z.string(),
          description: z.string(),
          usage_hint: z.string().optional(),
          should_escape: z.boolean().optional(),
        }),
      )
      .default([]),
    shortcuts: z.array(z.object({ name: z.string(), type: z.string(), callback_id: z.string() })).default([]),
  }),
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
  settings: z.object({ event_subscriptions: z.object({ bot_events: z.array(z.string()) }) }),
});
export type Manifest = z.infer<typeof Manifest>;

/** Reads the app's manifest, which the sandbox holds us to as Slack would. */
export async function readManifest(): Promise<Manifest> {
  return Manifest.parse(parse(await readFile(join(PACKAGE_ROOT, 'manifest.yml'), 'utf8')));
}
