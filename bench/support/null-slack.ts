import { once } from 'node:events';
import { createServer } from 'node:http';

/** A Slack that takes everything and keeps nothing, so that what is measured is the app. */
export interface NullSlack {
  env: Record<string, string>;
  /** Resolves once so many verdicts were posted since this was called. */
  verdicts(count: number): Promise<void>;
  close(): Promise<void>;
}

/** The end of a verdict's key as it comes in a form: this server is to cost next to nothing, so it takes nothing apart. */
const VERDICT = encodeURIComponent('/verdict"');

const ANSWERS: Record<string, object> = {
  'auth.test': {
    user_id: 'U0BOT',
    bot_id: 'B0BOT',
    team_id: 'T0BENCH',
    team: 'Bench',
    user: 'bot',
    url: 'http://127.0.0.1/',
  },
  'users.info': {
    user: { id: 'U1', name: 'ana', real_name: 'Ana', tz: 'UTC', profile: { display_name: 'Ana' } },
  },
  'conversations.info': { channel: { id: 'C0BENCH', name: 'bench', is_private: false, is_channel: true } },
};

export async function startNullSlack(): Promise<NullSlack> {
  let posted = 0;
  let waiting: { left: number; done(): void } | undefined;
  const server = createServer((request, response) => {
    const method = request.url?.replace(/^\/api\//, '').replace(/\?.*/, '') ?? '';
    const posts = method === 'chat.postMessage';
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => {
      if (posts) parts.push(part);
    });
    request.on('end', () => {
      const ts = posts ? { ts: `1770000000.${String(++posted).padStart(6, '0')}` } : {};
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify({ ok: true, ...ANSWERS[method], ...ts }));
      if (!waiting || !Buffer.concat(parts).includes(VERDICT)) return;
      waiting.left -= 1;
      if (waiting.left === 0) waiting.done();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    env: {
      SLACK_BOT_TOKEN: 'xoxb-bench',
      SLACK_SIGNING_SECRET: 'secret-of-the-bench',
      SLACK_API_URL: `http://127.0.0.1:${port}/api/`,
    },
    verdicts: (count) =>
      new Promise((resolve) => {
        waiting = { left: count, done: resolve };
      }),
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
