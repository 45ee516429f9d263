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
    if (!own || !url.hash.startsWith('#/')) return;
    event.preventDefault();
    go(parseRoute(url.hash));
  };
  document.addEventListener('click', follow);
  return () => document.removeEventListener('click', follow);
}
