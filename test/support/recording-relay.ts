import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterTest } from './clean-up.ts';

/** What Slack sent to the app's request URL. */
export interface Recorded {
  body: string;
  type: string;
}

/** Stands where Slack sends its requests to, hands them on to the app and keeps what they were. */
export interface RecordingRelay {
  url: string;
  recorded: readonly Recorded[];
}

/** @param appUrl where the app takes requests */
export async function recordingRelay(appUrl: string): Promise<RecordingRelay> {
  const recorded: Recorded[] = [];
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const type = request.headers['content-type'] ?? '';
    recorded.push({ body, type });
    const headers = Object.entries(request.headers).flatMap(([name, value]): [string, string][] =>
      /^(?:content-type|x-slack-)/.test(name) ? [[name, String(value)]] : [],
    );
    try {
      const answer = await fetch(appUrl, { method: 'POST', headers, body });
      response.writeHead(answer.status, {
        'content-type': answer.headers.get('content-type') ?? 'text/plain',
      });
      response.end(await answer.text());
    } catch {
      response.destroy();
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  afterTest(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/slack/events`,
    recorded,
  };
}
