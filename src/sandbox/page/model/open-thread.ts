import type { PageSnapshot } from '../../wire/page-snapshot.ts';
import type { Route } from './route.ts';

/** @returns the ts of the thread that is open beside the channel: the route's own, or that of a linked reply */
export function openThread(snapshot: PageSnapshot, route: Route): string | undefined {
  const messages = snapshot.messages[route.channel ?? ''] ?? [];
  const wanted =
    route.thread ?? messages.find((m) => m.ts === route.focus && m.thread_ts !== m.ts)?.thread_ts;
  return messages.some((message) => message.ts === wanted) ? wanted : undefined;
}
