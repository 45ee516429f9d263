import type { ServerResponse } from 'node:http';
import { type Routes, say } from './health.ts';
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
 * @param healthy throws when something needed is not there
 * @param metrics undefined where they are switched off
 */
export function operatorRoutes(
  healthy: () => Promise<void>,
  readiness: Readonly<Readiness>,
  metrics: Pick<Metrics, 'scrape'> | undefined,
): Routes {
  const whenHealthy = (response: ServerResponse, text: string): void => {
    healthy().then(
      () => say(response, 200, text),
      () => say(response, 503, 'the database does not answer'),
    );
  };
  return {
    '/healthz': (response) =>
      readiness.state === 'starting' ? say(response, 503, 'starting') : whenHealthy(response, 'ok'),
    '/readyz': (response) => {
      const { state, sockets } = readiness;
      if (state !== 'working') say(response, 503, state);
      else if (sockets === 0) say(response, 503, 'no connection to Slack is open');
      else whenHealthy(response, 'ready');
    },
    ...(metrics ? { '/metrics': (response: ServerResponse) => tell(metrics, response) } : {}),
  };
}

function tell({ scrape }: Pick<Metrics, 'scrape'>, response: ServerResponse): void {
  scrape().then(
    ({ contentType, text }) => response.writeHead(200, { 'content-type': contentType }).end(text),
    () => say(response, 500, 'the figures could not be put together'),
  );
}
