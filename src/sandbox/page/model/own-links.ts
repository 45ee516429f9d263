import { parseRoute, type Route } from './route.ts';

/**
 * A link to a message of this sandbox opens here instead of in a new tab. @returns a function that stops it
 */
export function followOwnLinks(go: (route: Route) => void): () => void {
  const follow = (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (!link || event.ctrlKey || event.metaKey || event.button !== 0) return;
    const url = new URL(link.href, location.href);
    const own = ['127.0.0.1', 'localhost'].includes(url.hostname) && url.port === location.port;
    const hash = own ? hashOf(url) : undefined;
    if (hash === undefined) return;
    event.preventDefault();
    go(parseRoute(hash));
  };
  document.addEventListener('click', follow);
  return () => document.removeEventListener('click', follow);
}

/** The page's own address of a message, or the one that apps make without asking: `/archives/C1/p1700000000000100`. */
function hashOf({ hash, pathname }: URL): string | undefined {
  if (hash.startsWith('#/')) return hash;
  const [, channel, seconds, rest] = /^\/archives\/(\w+)\/p(\d+)(\d{6})$/.exec(pathname) ?? [];
  return channel === undefined ? undefined : `#/${channel}/${seconds}.${rest}`;
}
