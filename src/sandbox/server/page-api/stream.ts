import type { Request, Response } from 'express';
import type { User } from '../../wire/user.ts';
import type { World } from '../world/world.ts';
import { type PageOptions, snapshotFor } from './snapshot-for.ts';

/** Changes that come in one burst reach the page as one. */
const GATHER_MS = 25;
const HEARTBEAT_MS = 15_000;

/** Tells a page, by server-sent events, what its person sees: at once, and after every change. */
export function streamSnapshots(world: World, page: PageOptions, request: Request, response: Response): void {
  const user = personOf(world, String(request.query.user));
  if (!user) {
    response.status(404).end();
    return;
  }
  response.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    connection: 'keep-alive',
  });
  let timer: NodeJS.Timeout | undefined;
  const send = () => {
    timer = undefined;
    response.write(`data: ${JSON.stringify(snapshotFor(world, user, page))}\n\n`);
  };
  const unwatch = world.onChange(() => {
    timer ??= setTimeout(send, GATHER_MS);
  });
  const heartbeat = setInterval(() => response.write(': still here\n\n'), HEARTBEAT_MS);
  request.on('close', () => {
    unwatch();
    clearTimeout(timer);
    clearInterval(heartbeat);
  });
  send();
}

/** A name in an old address may be nobody's any more; then one is the first person there is. */
function personOf({ state }: World, ref: string): User | undefined {
  const people = state.users.filter((user) => !user.isBot);
  return people.find((user) => user.id === ref || user.name === ref) ?? people[0];
}
