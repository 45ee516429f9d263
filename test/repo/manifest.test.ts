import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { parse } from 'yaml';
import { read } from './support/repository.ts';

const SCHEMA = JSON.parse(await read('test/fixtures/slack-manifest.schema.json'));
const TEXT = await read('manifest.yml');

/** @returns what Slack's schema says against a manifest; nothing when it takes it */
function faults(manifest: unknown): string[] {
  const ajv = new Ajv({ strict: false, allErrors: true });
  formats.default(ajv);
  const check = ajv.compile(SCHEMA);
  return check(manifest) ? [] : (check.errors ?? []).map((each) => `${each.instancePath} ${each.message}`);
}

describe('manifest.yml', () => {
  test("is a manifest by Slack's published schema", () => {
    expect(faults(parse(TEXT))).toEqual([]);
  });

  test('would be refused with a misspelt setting or too long a description', () => {
    const manifest = parse(TEXT);
    manifest.settings.socket_mode = true;
    manifest.display_information.description = 'x'.repeat(141);
    expect(faults(manifest)).toEqual([
      '/display_information/description must NOT have more than 140 characters',
      '/settings must NOT have additional properties',
    ]);
  });

  test('says of every scope what it is for', () => {
    const { scopes } = parse(TEXT).oauth_config;
    expect(Object.keys(scopes)).toEqual(['bot']);
    const uncommented = scopes.bot.filter(
      (scope: string) => !new RegExp(`^ +- ${scope} # \\S.{5,}$`, 'm').test(TEXT),
    );
    expect(uncommented).toEqual([]);
    expect(scopes.bot).toEqual([...scopes.bot].sort());
  });

  test('is an agent for Slack as it is since 2026, and asks for no assistant of the old kind', () => {
    const { features } = parse(TEXT);
    expect(features.agent_view.agent_description).toMatch(/fine-tune/);
    expect(features).not.toHaveProperty('assistant_view');
  });

  test('asks for no scope and no event that docs/slack.md does not explain', async () => {
    const guide = await read('docs/slack.md');
    const { oauth_config: oauth, settings } = parse(TEXT);
    const named = [...oauth.scopes.bot, ...settings.event_subscriptions.bot_events];
    expect(named.filter((name: string) => !guide.includes(`\`${name}\``))).toEqual([]);
  });
});
