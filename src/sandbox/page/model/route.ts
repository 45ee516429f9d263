/**
 * What the page shows, as in its address:
 * `#/C1` a channel, `#/C1/1700000000.000100` a message in it (permalinks), `#/C1/thread/1700…` a thread,
 * `#/D1/home` the app's Home tab.
 */
export interface Route {
  channel?: string;
  tab: 'messages' | 'home';
  thread?: string;
  focus?: string;
}

/** @returns the route in an address's hash */
export function parseRoute(hash: string): Route {
  const [channel, second, third] = hash.replace(/^#\/?/, '').split('/').filter(Boolean);
  if (!channel) return { tab: 'messages' };
  if (second === 'home') return { channel, tab: 'home' };
  if (second === 'thread' && third) return { channel, tab: 'messages', thread: third };
  return { channel, tab: 'messages', ...(second && { focus: second }) };
}

/** @returns the hash of an address for a route */
export function formatRoute(route: Route): string {
  if (!route.channel) return '#/';
  if (route.tab === 'home') return `#/${route.channel}/home`;
  if (route.thread) return `#/${route.channel}/thread/${route.thread}`;
  return `#/${route.channel}${route.focus ? `/${route.focus}` : ''}`;
}
