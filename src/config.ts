import { z } from 'zod';
import { UserError } from './user-error.ts';

const Text = z.string().trim().min(1);
const Whole = z.coerce.number().int();
const Port = Whole.min(0).max(65_535);

/** Every variable of the environment that counts. .env.example says what each is for. */
const Environment = z.object({
  SLACK_BOT_TOKEN: Text.regex(/^xoxb-/, 'a bot token begins with xoxb-').optional(),
  SLACK_APP_TOKEN: Text.regex(/^xapp-/, 'an app-level token begins with xapp-').optional(),
  SLACK_SIGNING_SECRET: Text.optional(),
  SLACK_API_URL: z.url().optional(),
  SOCKET_CONNECTIONS: Whole.min(1).max(10).default(2),
  PORT: Port.default(3000),
  HOST: Text.default('127.0.0.1'),
  SANDBOX_PORT: Port.default(3838),
  DATABASE_URL: z
    .url({ protocol: /^postgres(?:ql)?$/, error: 'it looks like postgresql://user:password@host:5432/name' })
    .optional(),
  DATABASE_CONNECTIONS: Whole.min(4).max(200).default(10),
  DATA_DIR: Text.default('.data'),
  CACHE_URL: z.url({ protocol: /^rediss?$/, error: 'it looks like redis://host:6379' }).optional(),
  OPENAI_API_KEY: Text.optional(),
  OPENAI_BASE_URL: z.url({ protocol: /^https?$/ }).optional(),
  OPENAI_MODEL: Text.default('gpt-5-mini'),
  DAILY_TOKEN_LIMIT: Whole.min(0).default(200_000),
  RETENTION_DAYS: Whole.min(1).max(3650).default(90),
  CHANNELS: Text.transform((list) =>
    list
      .split(',')
      .map((each) => each.trim())
      .filter(Boolean),
  ).optional(),
  GUIDANCE_DIR: Text.optional(),
  WORKERS: Whole.min(1).max(64).default(4),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

/** How Slack reaches us. */
export type SlackConfig = { botToken: string; apiUrl: string | undefined } & (
  | { by: 'socket'; appToken: string; connections: number }
  | { by: 'http'; signingSecret: string }
);

/** What the process runs with, read once from the environment. */
export interface Config {
  /** Undefined: a sandbox runs beside us. */
  slack: SlackConfig | undefined;
  http: { host: string; port: number };
  sandboxPort: number;
  database: { url: string | undefined; connections: number };
  dataDir: string;
  cacheUrl: string | undefined;
  llm: { apiKey: string; baseUrl: string | undefined; model: string; dailyTokenLimit: number } | undefined;
  retentionDays: number;
  /** Ids or names of the channels where threads are followed without a mention; undefined: in all. */
  channels: string[] | undefined;
  guidanceDir: string | undefined;
  workers: number;
  logLevel: z.infer<typeof Environment>['LOG_LEVEL'];
}

/**
 * Reads the environment. An empty variable counts as not set.
 * @throws UserError that names every variable that is missing, malformed or contradicts another, and what to do
 */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const set = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const parsed = Environment.safeParse(set);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new UserError(
      `The configuration cannot be used.\n${faults.join('\n')}`,
      'Correct it; .env.example explains every variable. Nothing was started.',
    );
  }
  const { data } = parsed;
  return {
    slack: slackOf(data),
    http: { host: data.HOST, port: data.PORT },
    sandboxPort: data.SANDBOX_PORT,
    database: { url: data.DATABASE_URL, connections: data.DATABASE_CONNECTIONS },
    dataDir: data.DATA_DIR,
    cacheUrl: data.CACHE_URL,
    llm: llmOf(data),
    retentionDays: data.RETENTION_DAYS,
    channels: data.CHANNELS,
    guidanceDir: data.GUIDANCE_DIR,
    workers: data.WORKERS,
    logLevel: data.LOG_LEVEL,
  };
}

type Data = z.infer<typeof Environment>;

function slackOf(data: Data): SlackConfig | undefined {
  const { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret } = data;
  const remedy =
    'Set SLACK_BOT_TOKEN with SLACK_APP_TOKEN (Socket Mode) or with SLACK_SIGNING_SECRET (HTTP), or none of them for the sandbox.';
  if (botToken === undefined) {
    if (appToken === undefined && signingSecret === undefined) return undefined;
    const lone = appToken === undefined ? 'SLACK_SIGNING_SECRET' : 'SLACK_APP_TOKEN';
    throw new UserError(`${lone} is set, but SLACK_BOT_TOKEN is not.`, remedy);
  }
  if (appToken !== undefined && signingSecret !== undefined) {
    throw new UserError(
      'SLACK_APP_TOKEN and SLACK_SIGNING_SECRET are both set; events can come by one way only.',
      'Take out SLACK_APP_TOKEN for HTTP, or SLACK_SIGNING_SECRET for Socket Mode.',
    );
  }
  const apiUrl = data.SLACK_API_URL;
  if (appToken !== undefined)
    return { by: 'socket', botToken, appToken, apiUrl, connections: data.SOCKET_CONNECTIONS };
  if (signingSecret !== undefined) return { by: 'http', botToken, signingSecret, apiUrl };
  throw new UserError('SLACK_BOT_TOKEN is set, but nothing says how events reach us.', remedy);
}

function llmOf(data: Data): Config['llm'] {
  const { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseUrl } = data;
  if (apiKey === undefined && baseUrl !== undefined) {
    throw new UserError(
      'OPENAI_BASE_URL is set, but OPENAI_API_KEY is not.',
      'Set OPENAI_API_KEY too; a server that needs none takes any text, such as "none". Or take out OPENAI_BASE_URL to read offline.',
    );
  }
  if (apiKey === undefined) return undefined;
  return { apiKey, baseUrl, model: data.OPENAI_MODEL, dailyTokenLimit: data.DAILY_TOKEN_LIMIT };
}
