import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { hasCode } from './has-code.ts';
import { UserError } from './user-error.ts';

/** What may be asked of a process over HTTP: paths, and who answers. */
export type Routes = Readonly<Record<string, (response: ServerResponse, request: IncomingMessage) => void>>;

/** A small server for operators; it says whether the process can work. */
export interface Health {
  port: number;
  close(): Promise<void>;
}

/** @throws UserError when it cannot listen there */
export async function startHealth(host: string, port: number, answers: Routes): Promise<Health> {
  const routes = new Map(Object.entries(answers));
  const server = createServer((request, response) => {
    const answer = routes.get(request.url?.replace(/\?.*/, '') ?? '');
    if (!answer) say(response, 404, `There is only ${[...routes.keys()].join(', ')} here.`);
    else if (request.method !== 'GET' && request.method !== 'HEAD') say(response, 405, 'Only to be read.');
    else answer(response, request);
  });
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    throw listenError(error, port);
  }
  return { port: portOf(server), close: () => closed(server) };
}

function listenError(error: unknown, port: number): UserError {
  if (hasCode(error, 'EADDRINUSE')) {
    return new UserError(`Port ${port} is in use.`, 'Set PORT to another one, or stop what uses it.', {
      cause: error,
    });
  }
  const what = error instanceof Error ? error.message : String(error);
  return new UserError(`The server for health checks could not be started: ${what}`, 'Check HOST and PORT.', {
    cause: error,
  });
}

/** Answers one question of an operator in plain text. */
export const say = (response: ServerResponse, status: number, text: string): void => {
  response.writeHead(status, { 'content-type': 'text/plain' }).end(`${text}\n`);
};

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

async function closed(server: Server): Promise<void> {
  server.close();
  server.closeAllConnections();
  await once(server, 'close');
}
