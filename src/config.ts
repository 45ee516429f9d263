import { z } from 'zod';
import { type NamedFolder, readNamedFolders } from './named-folders.ts';
import { type SlackConfig, slackContradictions, slackOf } from './slack-config.ts';
import { readTokenKeys } from './store/token-keys.ts';
import { UserError } from './user-error.ts';

const Text = z.string().trim().min(1);
const whole = (least: number, most = Number.MAX_SAFE_INTEGER) => {
  const range = most === Number.MAX_SAFE_INTEGER ? `of ${least} or more` : `from ${least} to ${most}`;
  const error = `write a whole number ${range}`;
  return z.coerce.number(error).int(error).min(least, error).max(most, error);
};
const WebAddress = z.url({ protocol: /^https?$/, error: 'it looks like https://host/path' });
const dollars = z.coerce
  .number('write dollars, such as 2.50')
  .finite('write dollars, such as 2.50')
  .min(0, 'write dollars of 0 or more');
const TOKEN_KEYS_FORM =
  'write an id, a colon and 32 bytes in base64, such as 2026:… with the output of "openssl rand -base64 32"; older keys follow after commas, each id once';
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const listOf = (text: string): string[] =>
  text
    .split(',')
    .map((each) => each.trim())
    .filter(Boolean);

/** Every variable of the environment that counts. .env.example says what each is for. */
const Environment = z.object({
  SLACK_BOT_TOKEN: Text.regex(
    /^xoxb-/,
    'a bot token begins with xoxb-; copy it from "OAuth & Permissions" of your app',
  ).optional(),
  SLACK_APP_TOKEN: Text.regex(
    /^xapp-/,
    'an app-level token begins with xapp-; copy it from "Basic Information" of your app',
  ).optional(),
  SLACK_SIGNING_SECRET: Text.optional(),
  SLACK_API_URL: WebAddress.optional(),
  SLACK_CLIENT_ID: Text.optional(),
  SLACK_CLIENT_SECRET: Text.optional(),
  SLACK_STATE_SECRET: Text.optional(),
  TOKEN_KEYS: Text.transform((text, context) => {
    const keys = readTokenKeys(text);
    if (keys) return keys;
    context.addIssue({ code: 'custom', message: TOKEN_KEYS_FORM });
    return z.NEVER;
  }).optional(),
  UNINSTALL_GRACE_DAYS: whole(0, 365).default(7),
  SOCKET_CONNECTIONS: whole(1, 10).default(2),
  PORT: whole(0, 65_535).default(3000),
  HOST: Text.regex(
    /^(?![^:]*:\d+$)[^\s/]+$/,
    'write a host name or an IP address, without http:// and without the port',
  ).default('127.0.0.1'),
  METRICS: z.enum(['on', 'off'], 'write on or off').default('on'),
  SANDBOX_PORT: whole(0, 65_535).default(3838),
  DATABASE_URL: z
    .url({ protocol: /^postgres(?:ql)?$/, error: 'it looks like postgresql://user:password@host:5432/name' })
    .optional(),
  DATABASE_CONNECTIONS: whole(4, 200).default(10),
  DATA_DIR: Text.default('.data'),
  CACHE_URL: z.url({ protocol: /^rediss?$/, error: 'it looks like redis://host:6379' }).optional(),
  OPENAI_API_KEY: Text.optional(),
  OPENAI_BASE_URL: WebAddress.optional(),
  OPENAI_MODEL: Text.default('gpt-5-mini'),
  OPENAI_MODELS: Text.transform(listOf).optional(),
  OPENAI_TIMEOUT_SECONDS: whole(1, 300).default(30),
  DAILY_TOKEN_LIMIT: whole(0).default(200_000),
  DAILY_SPENDING_LIMIT: dollars.optional(),
  PRICES_FILE: Text.optional(),
  RETENTION_DAYS: whole(1, 3650).default(90),
  CHANNELS: Text.transform(listOf).optional(),
  GATHER_SECONDS: whole(0, 60).default(2),
  GUIDANCE_DIR: Text.optional(),
  WORKSPACE_GUIDANCE: Text.transform((text, context) => {
    const read = readNamedFolders(text);
    if ('folders' in read) return read.folders;
    context.addIssue({ code: 'custom', message: read.fault });
    return z.NEVER;
  }).optional(),
  WORKERS: whole(1, 64).default(4),
  LOG_LEVEL: z.enum(LOG_LEVELS, `write one of ${LOG_LEVELS.join(', ')}`).default('info'),
});

export type { SlackConfig } from './slack-config.ts';

/** The model that reads. */
export interface LlmConfig {
  apiKey: string;
  baseUrl: string | undefined;
  model: string;
  /** How long a reading may take. */
  timeoutMs: number;
  dailyTokenLimit: number;
  /** Dollars a workspace may spend a day; undefined: no limit but that of tokens. */
  dailySpendingLimit: number | undefined;
  /** A file with prices of models. */
  pricesFile: string | undefined;
}

/** What the process runs with, read once from the environment. */
export interface Config {
  /** Undefined: a sandbox runs beside us. */
  slack: SlackConfig | undefined;
  http: { host: string; port: number };
  /** Whether figures for Prometheus can be asked for. */
  metrics: boolean;
  sandboxPort: number;
  database: { url: string | undefined; connections: number };
  dataDir: string;
  cacheUrl: string | undefined;
  llm: LlmConfig | undefined;
  /** The models that workspaces may choose among, the usual one first. */
  models: string[];
  retentionDays: number;
  /** What is kept of a workspace that removed the app goes after so many days. */
  graceDays: number;
  /** Ids or names of the channels where threads are followed without a mention; undefined: in all. */
  channels: string[] | undefined;
  /** What is said within this time after an answer is read together. */
  gatherMs: number;
  guidanceDir: string | undefined;
  /** Further folders of guidance that workspaces may choose among. */
  workspaceGuidance: readonly NamedFolder[];
  workers: number;
  logLevel: z.infer<typeof Environment>['LOG_LEVEL'];
}

/** An environment that cannot be used. */
export class ConfigError extends UserError {
  /** One line for each fault, with its remedy and without a value. */
  readonly faults: readonly string[];
  /** The variables that are at fault, alone or with each other. */
  readonly variables: readonly string[];

  constructor(faults: readonly string[], variables: readonly string[]) {
    super(
      ['The configuration cannot be used.', ...faults].join('\n'),
      'Correct it; .env.example explains every variable. Nothing was started.',
    );
    this.faults = faults;
    this.variables = variables;
  }
}

/**
 * Reads the environment. An empty variable counts as not set.
 * @throws ConfigError that names every variable that is missing, malformed or contradicts another, and what to do
 */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const set = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const parsed = Environment.safeParse(set);
  const names = Object.keys(set);
  const contradictions = contradictionsIn(names);
  if (!parsed.success || contradictions.length > 0) {
    const wrong = malformed(parsed.error);
    throw new ConfigError(
      [
        ...wrong.map(([name, message]) => `${name}: ${message}.`),
        ...contradictions.flatMap(({ faults }) => faults),
      ],
      [...wrong.map(([name]) => name), ...contradictions.flatMap(({ variables }) => variables)],
    );
  }
  const { data } = parsed;
  return {
    slack: slackOf(data),
    http: { host: data.HOST, port: data.PORT },
    metrics: data.METRICS === 'on',
    sandboxPort: data.SANDBOX_PORT,
    database: { url: data.DATABASE_URL, connections: data.DATABASE_CONNECTIONS },
    dataDir: data.DATA_DIR,
    cacheUrl: data.CACHE_URL,
    llm: llmOf(data),
    models: [...new Set([data.OPENAI_MODEL, ...(data.OPENAI_MODELS ?? [])])],
    retentionDays: data.RETENTION_DAYS,
    graceDays: data.UNINSTALL_GRACE_DAYS,
    channels: data.CHANNELS,
    gatherMs: data.GATHER_SECONDS * 1_000,
    guidanceDir: data.GUIDANCE_DIR,
    workspaceGuidance: data.WORKSPACE_GUIDANCE ?? [],
    workers: data.WORKERS,
    logLevel: data.LOG_LEVEL,
  };
}

type Data = z.infer<typeof Environment>;

/** Each variable that cannot be read, and why. Its value is left out: it may be a secret. */
const malformed = (error: z.ZodError | undefined): [name: string, message: string][] => [
  ...new Map(error?.issues.map((issue) => [issue.path.join('.'), issue.message])),
];

/** What is set and cannot go together, or not without what is missing; each with its remedy. */
function contradictionsIn(names: readonly string[]): { faults: string[]; variables: string[] }[] {
  const set = new Set(names);
  const about = (prefix: string) => names.filter((name) => name.startsWith(prefix));
  return [
    { faults: slackContradictions(set), variables: about('SLACK_') },
    { faults: llmContradictions(set), variables: about('OPENAI_') },
  ].filter(({ faults }) => faults.length > 0);
}

const llmContradictions = (set: ReadonlySet<string>): string[] =>
  set.has('OPENAI_BASE_URL') && !set.has('OPENAI_API_KEY')
    ? [
        'OPENAI_BASE_URL is set, but OPENAI_API_KEY is not. Set OPENAI_API_KEY too; a server that needs none takes any text, such as "none". Or take out OPENAI_BASE_URL to read offline.',
      ]
    : [];

function llmOf(data: Data): LlmConfig | undefined {
  const { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseUrl } = data;
  if (apiKey === undefined) return undefined;
  return {
    apiKey,
    baseUrl,
    model: data.OPENAI_MODEL,
    timeoutMs: data.OPENAI_TIMEOUT_SECONDS * 1_000,
    dailyTokenLimit: data.DAILY_TOKEN_LIMIT,
    dailySpendingLimit: data.DAILY_SPENDING_LIMIT,
    pricesFile: data.PRICES_FILE,
  };
}
