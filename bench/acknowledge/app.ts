/**
 * The server whose acknowledgements are measured: `bare` is a Bolt app with an empty listener, `kept` is ours, with the
 * transaction before each acknowledgement. No worker runs here, so that nothing but the way of an event is measured.
 */
import { App, HTTPReceiver } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { systemClock } from '../../src/clock.ts';
import { createCounted } from '../../src/metrics/counted.ts';
import { clientOptions } from '../../src/slack/client-options.ts';
import { createGuard } from '../../src/slack/guard.ts';
import { onlyIdentity } from '../../src/slack/identities.ts';
import { createMembership } from '../../src/slack/membership.ts';
import { createSlack } from '../../src/slack/start-slack.ts';
import { openDatabase } from '../../src/store/database.ts';
import { createGroupCommit } from '../../src/store/group-commit.ts';
import type { Inbound } from '../../src/store/inbound.ts';
import { writeInbounds } from '../../src/store/inbox.ts';

const { MODE = '', PORT = '', SECRET = '', API_URL = '', TOKEN = '', DATABASE_URL = '' } = process.env;
const port = Number(PORT);
const log = pino({ level: 'silent' });

if (MODE === 'bare') {
  const receiver = new HTTPReceiver({ signingSecret: SECRET, port });
  const app = new App({ token: TOKEN, receiver, clientOptions: { slackApiUrl: API_URL }, convoStore: false });
  app.event('message', async () => undefined);
  await app.start(port);
} else {
  const { db } = await openDatabase(DATABASE_URL, { connections: 10, onError: () => undefined });
  const inbox = createGroupCommit<Inbound>((inbounds) => writeInbounds(db, inbounds));
  const client = new WebClient(TOKEN, clientOptions(API_URL, log));
  const identities = onlyIdentity({ client, botUserId: '', workspaceUrl: '' });
  const guard = createGuard({ db, membership: createMembership(identities, systemClock) });
  const slack = createSlack(
    { by: 'http', botToken: TOKEN, apiUrl: API_URL, signingSecret: SECRET },
    {
      keep: (inbound) => inbox.add(inbound),
      identities,
      removed: async () => undefined,
      guard,
      clock: systemClock,
      log,
      meter: createCounted(new Registry()),
    },
    { port, host: '127.0.0.1', routes: {}, log },
  );
  slack.app.event('message', async () => undefined);
  await slack.start();
}
process.on('SIGTERM', () => process.exit(0));
console.log('ready');
