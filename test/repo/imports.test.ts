import { builtinModules } from 'node:module';
import { describe, expect, test } from '@jest/globals';
import { importsOfSource, layerOf, packageOf } from './support/imports.ts';
import { read } from './support/repository.ts';

/** What each layer may import of src beside itself. What src itself holds (main, cli, …) joins them, and may anything. */
const LAYERS: Record<string, readonly string[]> = {
  text: [],
  advisor: ['text'],
  pack: ['text', 'advisor'],
  curator: ['text', 'advisor', 'pack'],
  store: ['text', 'advisor', 'curator', 'clock.ts', 'has-code.ts', 'user-error.ts', 'within.ts'],
  cases: ['text', 'advisor', 'pack', 'curator', 'store', 'clock.ts', 'meter.ts'],
  digest: ['text', 'advisor', 'pack', 'curator', 'store', 'cases', 'clock.ts', 'meter.ts'],
  jobs: ['text', 'store', 'cases', 'digest', 'clock.ts', 'meter.ts'],
  metrics: ['advisor', 'pack', 'curator', 'store', 'clock.ts', 'meter.ts', 'within.ts'],
  'meter.ts': ['advisor'],
  slack: [
    'text',
    'advisor',
    'curator',
    'store',
    'cases',
    'digest',
    'jobs',
    'clock.ts',
    'config.ts',
    'has-code.ts',
    'health.ts',
    'meter.ts',
    'slack-config.ts',
    'user-error.ts',
    'within.ts',
  ],
  sandbox: [],
};

/** Packages that belong to one part of src, so that the rest can be tested and changed without them. */
const HOMES: Record<string, string> = {
  '@slack/bolt': 'slack/',
  '@slack/oauth': 'slack/',
  '@slack/web-api': 'slack/',
  '@slack/types': 'slack/',
  openai: 'curator/llm/',
  cockatiel: 'curator/llm/',
  'graphile-worker': 'jobs/',
  keyv: 'store/cache/',
  '@keyv/postgres': 'store/cache/',
  '@keyv/redis': 'store/cache/',
  'prom-client': 'metrics/',
  express: 'sandbox/server/',
  ws: 'sandbox/server/',
  react: 'sandbox/page/',
  yaml: 'pack/',
  'js-yaml': 'pack/',
};

/** The process's own files, which may read a YAML file of their own. */
const EXEMPT: Record<string, readonly string[]> = { yaml: ['manifest.ts'] };

const imports = await importsOfSource();
const show = ({ from, to }: { from: string; to: string }): string => `${from} → ${to}`;

describe('Imports', () => {
  test('are found: the check below sees the source', () => {
    expect(imports.length).toBeGreaterThan(1_000);
    expect(imports.map(show)).toContain('main.ts → slack/start-slack.ts');
  });

  test('point inward: slack → jobs → digest → cases → curator, pack, store → advisor', () => {
    const outward = imports.filter(({ from, to, package: isPackage }) => {
      const allowed = LAYERS[layerOf(from)];
      return !isPackage && allowed && layerOf(to) !== layerOf(from) && !allowed.includes(layerOf(to));
    });
    expect(outward.map(show)).toEqual([]);
  });

  test('know every folder of src', () => {
    const folders = new Set(
      imports
        .map(({ from }) => from)
        .filter((from) => from.includes('/'))
        .map(layerOf),
    );
    expect([...folders].filter((folder) => !(folder in LAYERS) && folder !== 'commands')).toEqual([]);
  });

  test('leave the advisor with nothing but zod: no file, network, clock or Slack', () => {
    const packages = imports.filter(
      ({ from, package: is }) => is && ['advisor', 'text'].includes(layerOf(from)),
    );
    expect([...new Set(packages.map(({ to }) => to))].filter((name) => name !== 'zod')).toEqual([]);
  });

  test('of a package stay where it is at home', () => {
    const astray = imports.filter(({ from, to, package: isPackage }) => {
      const home = HOMES[packageOf(to)];
      return isPackage && home && !from.startsWith(home) && !EXEMPT[packageOf(to)]?.includes(from);
    });
    expect(astray.map(show)).toEqual([]);
  });

  test('of the server are dependencies, not only there while developing', async () => {
    const { dependencies } = JSON.parse(await read('package.json'));
    const needed = imports.filter(
      ({ from, to, package: is, typeOnly }) =>
        is &&
        !typeOnly &&
        !from.startsWith('sandbox/page/') &&
        !to.startsWith('node:') &&
        !builtinModules.includes(to),
    );
    const missing = needed.filter(({ to }) => !(packageOf(to) in dependencies));
    expect(missing.map(show)).toEqual([]);
  });

  test('use every dependency', async () => {
    const { dependencies } = JSON.parse(await read('package.json'));
    const used = new Set(imports.filter((each) => each.package).map(({ to }) => packageOf(to)));
    expect(Object.keys(dependencies).filter((name) => !used.has(name))).toEqual([]);
  });
});
