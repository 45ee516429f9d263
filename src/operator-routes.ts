import type { Routes } from './health.ts';
import { healthRoutes, say } from './health.ts';
import type { Metrics } from './metrics/metrics.ts';

/** How far the process is, for whoever sends it work. */
export interface Readiness {
  state: 'starting' | 'working' | 'stopping';
  /** Open Socket Mode connections; undefined where events come over HTTP. */
  sockets: number | undefined;
}

/**
 * What operators may ask: whether the process is healthy (else it may be started anew), whether it is ready (it takes
 * what Slack sends), and its figures.
 * @param metrics undefined where they are switched off
 */
export const operatorRoutes = (
  healthy: () => Promise<void>,
  readiness: Readonly<Readiness>,
  metrics: Metrics | undefined,
): Routes => ({
  ...healthRoutes(healthy),
  '/readyz': (response) => {
    const { state, sockets } = readiness;
    if (state !== 'working') return say(response, 503, state);
    if (sockets === 0) return say(response, 503, 'no connection to Slack is open');
    healthy().then(
      () => say(response, 200, 'ready'),
      () => say(response, 503, 'the database does not answer'),
    );
  },
  ...(metrics
    ? {
        '/metrics': (response) => {
          metrics.scrape().then(
            ({ contentType, text }) => response.writeHead(200, { 'content-type': contentType }).end(text),
            () => say(response, 500, 'the figures could not be put together'),
          );
        },
      }
    : {}),
});
