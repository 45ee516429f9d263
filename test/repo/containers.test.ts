import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'dotenv';
import { parse as parseYaml } from 'yaml';
import { startHealth } from '../../src/health.ts';
import { operatorRoutes } from '../../src/operator-routes.ts';
import { afterTest } from '../support/clean-up.ts';
import { freePort } from '../support/free-port.ts';
import { SHIPPED } from './support/production.ts';
import { ownFiles, read } from './support/repository.ts';

/** One stage of the Dockerfile: what it copies from the checkout and from other stages, and its other instructions. */
interface Stage {
  name: string;
  copies: string[];
  taken: string[];
  text: string;
}

const stages: Stage[] = (await read('Dockerfile'))
  .replace(/^#.*\n/gm, '')
  .replace(/\\\n/g, ' ')
  .split(/^(?=FROM )/m)
  .filter((text) => text.startsWith('FROM '))
  .map((text) => {
    const copies = [...text.matchAll(/^COPY (--from=\S+ )?(.*) \S+$/gm)];
    return {
      name: /^FROM \S+ AS (\S+)/.exec(text)?.[1] ?? 'image',
      copies: copies.filter(([, from]) => !from).flatMap(([, , paths = '']) => paths.split(' ')),
      taken: copies.filter(([, from]) => from).flatMap(([, , paths = '']) => paths.split(' ')),
      text,
    };
  });
const image = stages.at(-1);
const files = await ownFiles();
const isThere = (path: string): boolean => files.some((file) => file === path || file.startsWith(`${path}/`));

describe('The Dockerfile', () => {
  test('copies only what a fresh checkout has', () => {
    expect(stages.map(({ name }) => name)).toEqual(['build', 'packages', 'image']);
    expect(stages.flatMap(({ copies }) => copies).filter((path) => !isThere(path))).toEqual([]);
  });

  test('copies nothing that .dockerignore keeps away, and .dockerignore lets nothing else through', async () => {
    const lines = (await read('.dockerignore')).split('\n').filter((line) => line && !line.startsWith('#'));
    expect(lines[0]).toBe('*');
    const allowed = lines.slice(1).map((line) => line.replace(/^!/, ''));
    expect(new Set(allowed)).toEqual(new Set(stages.flatMap(({ copies }) => copies)));
  });

  test('ships what the test of production dependencies runs with', () => {
    const shipped = [
      ...(image?.copies ?? []),
      ...(image?.taken ?? []).map((path) => path.replace('/app/', '')),
    ];
    expect(new Set(shipped)).toEqual(new Set([...SHIPPED, 'node_modules', 'LICENSE']));
    expect(stages.find(({ name }) => name === 'packages')?.text).toMatch(/--omit=dev --omit=optional/);
  });

  test('runs without being root, on Node 24', () => {
    expect(image?.text).toMatch(/^FROM node:24-slim\n/);
    expect(image?.text).toMatch(/^USER node$/m);
    expect(image?.text).not.toMatch(/^RUN /m);
  });

  test.each([
    ['healthy while the app can work', async () => undefined, 0],
    ['unhealthy while its database does not answer', async () => Promise.reject(new Error('no database')), 1],
  ])('is %s', async (_, healthy, code) => {
    const health = await startHealth(
      '127.0.0.1',
      0,
      operatorRoutes(healthy, { state: 'working', sockets: undefined }, undefined),
    );
    afterTest(() => health.close());
    expect(await checkHealth(health.port)).toBe(code);
  });

  test('is unhealthy when nothing listens', async () => {
    expect(await checkHealth(await freePort())).toBe(1);
  });
});

/** Runs the image's own check, as Docker would. */
async function checkHealth(port: number): Promise<number> {
  const [command, ...args] = JSON.parse(
    /^HEALTHCHECK .*?CMD (\[.*\])$/m.exec(image?.text ?? '')?.[1] ?? '[]',
  );
  expect(command).toBe('node');
  const child = spawn(process.execPath, args, { env: { PORT: String(port) }, stdio: 'ignore' });
  const [code] = await once(child, 'exit');
  return code;
}

describe('docker-compose.yml', () => {
  test('gives the app variables that it knows, and a database it can reach', async () => {
    const { services, volumes } = parseYaml(await read('docker-compose.yml'));
    const known = Object.keys(parse(await read('.env.example')));
    expect(Object.keys(services.app.environment).filter((name) => !known.includes(name))).toEqual([]);
    const { POSTGRES_USER: user, POSTGRES_DB: name } = services.database.environment;
    expect(services.app.environment.DATABASE_URL).toMatch(
      new RegExp(`^postgresql://${user}:.*@database:5432/${name}$`),
    );
    expect(services.app.depends_on.database.condition).toBe('service_healthy');
    expect(services.database.volumes[0].split(':')[0]).toBe(Object.keys(volumes)[0]);
  });

  test('lets the app write nothing and gives it no rights', async () => {
    const { app } = parseYaml(await read('docker-compose.yml')).services;
    expect(app).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
    });
  });

  test('asks for the Slack variables instead of starting a sandbox that nobody can reach', async () => {
    expect(await read('docker-compose.yml')).toMatch(/\$\{SLACK_BOT_TOKEN:-\$\{SLACK_CLIENT_ID:\?[^}]+\}\}/);
  });
});
