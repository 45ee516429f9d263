import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { hasCode } from './has-code.ts';
import { UserError } from './user-error.ts';

/** A small server that says whether the process can work; for container health checks. */
export interface Health {
  port: number;
  close(): Promise<void>;
}

/**
 * @param healthy throws when something needed is not there
 * @throws UserError when it cannot listen there
 */
export async function startHealth(host: string, port: number, healthy: () => Promise<void>): Promise<Health> {
  const server = createServer((request, response) => {
    if (request.url === '/healthz') answerHealth(response, healthy);
    else say(response, 404, 'There is only /healthz here.');
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

/** Answers one health check. */
export function answerHealth(response: ServerResponse, healthy: () => Promise<void>): void {
  healthy().then(
    () => say(response, 200, 'ok'),
    () => say(response, 503, 'the database does not answer'),
  );
}

const say = (response: ServerResponse, status: number, text: string): void => {
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
