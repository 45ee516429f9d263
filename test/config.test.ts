import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Config, readConfig } from '../src/config.ts';
import { UserError } from '../src/user-error.ts';

const BOT = { SLACK_BOT_TOKEN: 'xoxb-1' };
const SOCKET = { ...BOT, SLACK_APP_TOKEN: 'xapp-1' };
const MANY = {
  SLACK_CLIENT_ID: '1.2',
  SLACK_CLIENT_SECRET: 'c',
  SLACK_STATE_SECRET: 's',
  TOKEN_KEYS: `a:${Buffer.alloc(32, 7).toString('base64')}`,
};
const HTTP = { ...BOT, SLACK_SIGNING_SECRET: 'shh' };

/** What is said of an environment that cannot be used, line by line, without the first line and the last. */
function faultsOf(env: Record<string, string>): string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const [first, ...faults] = error.message.split('\n');
    expect(first).toBe('The configuration cannot be used.');
    expect(error.remedy).toBe('Correct it; .env.example explains every variable. Nothing was started.');
    return faults;
  }
  throw new Error('The environment was taken.');
}

describe('without any variable', () => {
  const bare: Config = {
    slack: undefined,
    http: { host: '127.0.0.1', port: 3000 },
    metrics: true,
    sandboxPort: 3838,
    database: { url: undefined, connections: 10 },
    dataDir: '.data',
    cacheUrl: undefined,
    llm: undefined,
    models: ['gpt-5-mini'],
    retentionDays: 90,
    graceDays: 7,
    channels: undefined,
    guidanceDir: undefined,
    workspaceGuidance: [],
    gatherMs: 2_000,
    workers: 4,
    logLevel: 'info',
  };

  test('there is a sandbox with an embedded database, which only this machine can reach, and no model', () => {
    expect(readConfig({})).toEqual(bare);
  });

  test('and with variables that are empty or only white space, the same', () => {
    const names = [
      'SLACK_BOT_TOKEN',
      'SLACK_APP_TOKEN',
      'DATABASE_URL',
      'PORT',
      'LOG_LEVEL',
      'OPENAI_BASE_URL',
    ];
    expect(readConfig(Object.fromEntries(names.map((name) => [name, ''])))).toEqual(bare);
    expect(readConfig(Object.fromEntries(names.map((name) => [name, ' \t'])))).toEqual(bare);
  });

  test('what belongs to others is left alone', () => {
    expect(readConfig({ PATH: '/bin', NODE_ENV: 'test', WORKER: 'none', slack_bot_token: 'x' })).toEqual(
      bare,
    );
  });
});

describe('what is set is taken', () => {
  test('for Socket Mode', () => {
    const apiUrl = 'https://slack-gov.com/api/';
    expect(readConfig({ ...SOCKET, SLACK_API_URL: apiUrl, SOCKET_CONNECTIONS: '5' }).slack).toEqual({
      by: 'socket',
      botToken: 'xoxb-1',
      appToken: 'xapp-1',
      apiUrl,
      connections: 5,
    });
  });

  test('for signed HTTP', () => {
    const { slack, http } = readConfig({ ...HTTP, HOST: '0.0.0.0', PORT: '8080' });
    expect(slack).toEqual({ by: 'http', botToken: 'xoxb-1', signingSecret: 'shh', apiUrl: undefined });
    expect(http).toEqual({ host: '0.0.0.0', port: 8080 });
  });

  test('for many workspaces that install the app, over HTTP or Socket Mode', () => {
    const { slack } = readConfig({ ...MANY, SLACK_SIGNING_SECRET: 'shh' });
    expect(slack).toMatchObject({
      by: 'http',
      oauth: { clientId: '1.2', clientSecret: 'c', stateSecret: 's', tokenKeys: [{ id: 'a' }] },
    });
    expect(slack?.botToken).toBeUndefined();
    expect(readConfig({ ...MANY, SLACK_APP_TOKEN: 'xapp-1' }).slack).toMatchObject({ by: 'socket' });
  });

  test.each(['localhost', '::1', 'app.internal', '192.168.0.7'])('for a host such as %s', (host) => {
    expect(readConfig({ HOST: host }).http.host).toBe(host);
  });

  test('for a model, at any server that speaks its protocol', () => {
    expect(readConfig({ OPENAI_API_KEY: 'sk-1' }).llm).toEqual({
      apiKey: 'sk-1',
      baseUrl: undefined,
      model: 'gpt-5-mini',
      timeoutMs: 30_000,
      dailyTokenLimit: 200_000,
      dailySpendingLimit: undefined,
      pricesFile: undefined,
    });
    const own = {
      OPENAI_API_KEY: 'none',
      OPENAI_BASE_URL: 'http://127.0.0.1:8080/v1',
      OPENAI_MODEL: 'qwen3',
    };
    const limits = { DAILY_TOKEN_LIMIT: '0', DAILY_SPENDING_LIMIT: '2.50', PRICES_FILE: 'prices.yaml' };
    expect(readConfig({ ...own, ...limits }).llm).toEqual({
      apiKey: 'none',
      baseUrl: 'http://127.0.0.1:8080/v1',
      model: 'qwen3',
      timeoutMs: 30_000,
      dailyTokenLimit: 0,
      dailySpendingLimit: 2.5,
      pricesFile: 'prices.yaml',
    });
  });

  test('for guidance that workspaces choose among, in its order and by its names', () => {
    const listed = ' health = ./guidance/health ,Tax law=/srv/a=b, ';
    expect(readConfig({ WORKSPACE_GUIDANCE: listed }).workspaceGuidance).toEqual([
      { name: 'health', folder: './guidance/health' },
      { name: 'Tax law', folder: '/srv/a=b' },
    ]);
  });

  test('without the white space around it', () => {
    expect(readConfig({ DATA_DIR: ' /var/data ', WORKERS: ' 8 ', OPENAI_API_KEY: 'sk-1\n' })).toMatchObject({
      dataDir: '/var/data',
      workers: 8,
      llm: { apiKey: 'sk-1' },
    });
  });

  test.each(['postgres://u@h/n', 'postgresql://u:p%40ss@h:5433/n?sslmode=verify-full'])('%s', (url) => {
    expect(readConfig({ DATABASE_URL: url }).database.url).toBe(url);
  });

  test.each(['redis://h', 'rediss://u:p@h:6380/1'])('%s', (url) => {
    expect(readConfig({ CACHE_URL: url }).cacheUrl).toBe(url);
  });
});

describe('a variable that is malformed is named, with what to write there', () => {
  test.each([
    ['SLACK_BOT_TOKEN', 'xoxp-hunter2', /a bot token begins with xoxb-; copy it from "OAuth & Permissions"/],
    [
      'SLACK_APP_TOKEN',
      'xoxb-hunter2',
      /an app-level token begins with xapp-; copy it from "Basic Information"/,
    ],
    ['SLACK_API_URL', 'hunter2', /it looks like https:\/\/host\/path/],
    ['SLACK_API_URL', 'ftp://host/hunter2', /it looks like https:\/\/host\/path/],
    ['SOCKET_CONNECTIONS', '11', /write a whole number from 1 to 10/],
    ['PORT', '70000', /write a whole number from 0 to 65535/],
    ['PORT', '-1', /write a whole number from 0 to 65535/],
    ['PORT', '3000.5', /write a whole number from 0 to 65535/],
    ['PORT', 'hunter2', /write a whole number from 0 to 65535/],
    ['HOST', 'http://hunter2', /write a host name or an IP address, without http:\/\/ and without the port/],
    ['HOST', 'hunter2:3000', /without the port/],
    ['HOST', 'hunter 2', /write a host name/],
    ['SANDBOX_PORT', 'any', /write a whole number from 0 to 65535/],
    ['DATABASE_URL', 'hunter2', /it looks like postgresql:\/\/user:password@host:5432\/name/],
    ['DATABASE_URL', 'mysql://u:hunter2@h/n', /it looks like postgresql:/],
    ['DATABASE_CONNECTIONS', '3', /write a whole number from 4 to 200/],
    ['CACHE_URL', 'http://u:hunter2@h', /it looks like redis:\/\/host:6379/],
    ['OPENAI_BASE_URL', 'h/v1', /it looks like https:\/\/host\/path/],
    ['DAILY_TOKEN_LIMIT', '-5', /write a whole number of 0 or more/],
    ['DAILY_TOKEN_LIMIT', 'Infinity', /write a whole number of 0 or more/],
    ['DAILY_SPENDING_LIMIT', '-1', /write dollars of 0 or more/],
    ['DAILY_SPENDING_LIMIT', 'two', /write dollars, such as 2\.50/],
    ['RETENTION_DAYS', '0', /write a whole number from 1 to 3650/],
    ['OPENAI_TIMEOUT_SECONDS', '0', /write a whole number from 1 to 300/],
    ['GATHER_SECONDS', '61', /write a whole number from 0 to 60/],
    ['WORKERS', '65', /write a whole number from 1 to 64/],
    ['TOKEN_KEYS', 'a:c2hvcnQ=', /write an id, a colon and 32 bytes in base64/],
    ['UNINSTALL_GRACE_DAYS', '366', /write a whole number from 0 to 365/],
    ['LOG_LEVEL', 'loud', /write one of fatal, error, warn, info, debug, trace, silent/],
  ])('%s=%s', (name, value, remedy) => {
    const [fault, ...more] = faultsOf({ ...neighboursOf(name), [name]: value });
    expect(fault?.startsWith(`${name}: `)).toBe(true);
    expect(fault).toMatch(remedy);
    expect(more).toEqual([]);
  });

  test('all that are wrong are named at once, each once', () => {
    expect(
      faultsOf({ PORT: '1.5e9', WORKERS: 'many', LOG_LEVEL: 'loud' }).map((line) => line.split(':')[0]),
    ).toEqual(['PORT', 'WORKERS', 'LOG_LEVEL']);
  });

  test.each([
    ['a folder without a name', './health', 'entry 1 is no name with its folder;'],
    ['a name without a folder', 'health=./health,law=', 'entry 2 is no name with its folder;'],
    ['a name that reads like markup', '*law*=./law', 'entry 1 has a name that cannot be used;'],
    ['a name that is too long', `${'l'.repeat(31)}=./law`, 'entry 1 has a name that cannot be used;'],
    ['a name that is there twice', 'law=./law,Law=./tax', 'entry 2 has the name of an earlier one;'],
    [
      'more folders than a form has room for',
      Array.from({ length: 11 }, (_, index) => `f${index}=./f`).join(),
      'there are 11 folders; a form has room for 10,',
    ],
  ])('WORKSPACE_GUIDANCE takes no list with %s, and says what to write', (_, list, fault) => {
    expect(faultsOf({ WORKSPACE_GUIDANCE: list })).toEqual([
      expect.stringContaining(`WORKSPACE_GUIDANCE: ${fault}`),
    ]);
  });

  test('whatever is written there, no value is repeated, for it may be a secret', () => {
    const names = [
      'SLACK_BOT_TOKEN',
      'SLACK_APP_TOKEN',
      'SLACK_API_URL',
      'DATABASE_URL',
      'CACHE_URL',
      'PORT',
      'TOKEN_KEYS',
      'WORKSPACE_GUIDANCE',
    ];
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.string({ minLength: 1, maxLength: 40 }), (name, noise) => {
        const value = `!hunter2${noise}`;
        expect(faultsOf({ ...neighboursOf(name), [name]: value }).join('\n')).not.toContain('hunter2');
      }),
    );
  });
});

/** What must be set beside a variable, so that nothing but itself can be wrong. */
function neighboursOf(name: string): Record<string, string> {
  if (name.startsWith('SLACK_')) return SOCKET;
  return name.startsWith('OPENAI_') ? { OPENAI_API_KEY: 'sk-1' } : {};
}

describe('variables that contradict each other are named, with the ways out', () => {
  const REMEDY =
    'Set SLACK_BOT_TOKEN with SLACK_APP_TOKEN (Socket Mode) or with SLACK_SIGNING_SECRET (HTTP), or no Slack variable for the sandbox.';
  const MANY_REMEDY =
    'For many workspaces set SLACK_CLIENT_ID, SLACK_CLIENT_SECRET, SLACK_STATE_SECRET and TOKEN_KEYS, all of them and no SLACK_BOT_TOKEN; for one, SLACK_BOT_TOKEN and none of them.';

  test.each([
    [
      'an app token alone',
      { SLACK_APP_TOKEN: 'xapp-1' },
      `SLACK_APP_TOKEN is set, but SLACK_BOT_TOKEN is not. ${REMEDY}`,
    ],
    [
      'a signing secret alone',
      { SLACK_SIGNING_SECRET: 'shh' },
      `SLACK_SIGNING_SECRET is set, but SLACK_BOT_TOKEN is not. ${REMEDY}`,
    ],
    [
      'an address of Slack alone, which the sandbox would not use',
      { SLACK_API_URL: 'https://slack-gov.com/api/' },
      `SLACK_API_URL is set, but SLACK_BOT_TOKEN is not. ${REMEDY}`,
    ],
    [
      'a client secret alone',
      { SLACK_CLIENT_SECRET: 'c', SLACK_SIGNING_SECRET: 'shh' },
      `SLACK_CLIENT_SECRET is set, but not SLACK_CLIENT_ID, SLACK_STATE_SECRET, TOKEN_KEYS. ${MANY_REMEDY}`,
    ],
    [
      'a bot token with what other workspaces install the app with',
      { ...MANY, ...HTTP },
      `SLACK_BOT_TOKEN and SLACK_CLIENT_ID are both set. ${MANY_REMEDY}`,
    ],
    [
      'everything for installing the app, and no way for events',
      MANY,
      'SLACK_CLIENT_ID is set, but nothing says how events reach us. Set SLACK_SIGNING_SECRET too (HTTP), or SLACK_APP_TOKEN (Socket Mode).',
    ],
    ['a bot token alone', BOT, `SLACK_BOT_TOKEN is set, but nothing says how events reach us. ${REMEDY}`],
    [
      'both ways in',
      { ...SOCKET, ...HTTP },
      'SLACK_APP_TOKEN and SLACK_SIGNING_SECRET are both set; events can come by one way only. Take out SLACK_APP_TOKEN for HTTP, or SLACK_SIGNING_SECRET for Socket Mode.',
    ],
    [
      "a model's address without a key",
      { OPENAI_BASE_URL: 'http://127.0.0.1:8080/v1' },
      'OPENAI_BASE_URL is set, but OPENAI_API_KEY is not. Set OPENAI_API_KEY too; a server that needs none takes any text, such as "none". Or take out OPENAI_BASE_URL to read offline.',
    ],
  ])('%s', (_, env, fault) => {
    expect(faultsOf(env)).toEqual([fault]);
  });

  test('an empty variable contradicts nothing', () => {
    expect(readConfig({ ...SOCKET, SLACK_SIGNING_SECRET: '' }).slack?.by).toBe('socket');
    expect(() => readConfig({ OPENAI_BASE_URL: 'http://h/v1', OPENAI_API_KEY: ' ' })).toThrow(UserError);
  });

  test('all contradictions are named at once, behind what is malformed', () => {
    const env = { SLACK_APP_TOKEN: 'xapp-1', SLACK_SIGNING_SECRET: 'shh', OPENAI_BASE_URL: 'x', PORT: 'y' };
    expect(faultsOf(env).map((line) => line.split(/[: ]/)[0])).toEqual([
      'PORT',
      'OPENAI_BASE_URL',
      'SLACK_APP_TOKEN',
      'SLACK_APP_TOKEN',
      'OPENAI_BASE_URL',
    ]);
  });
});
