import type { NextFunction, Request, Response } from 'express';

/**
 * Lets only programs of this machine and the sandbox's own page in. The page's routes act as whichever user without a
 * password, so a foreign page in the same browser must not reach them: not by name (Host, against rebinding of
 * names), not across origins (Origin, Sec-Fetch-Site).
 */
export function guardHost(port: () => number) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const hosts = [`127.0.0.1:${port()}`, `localhost:${port()}`];
    if (hosts.includes(request.headers.host ?? '')) next();
    else response.status(403).type('text').send('The sandbox answers on 127.0.0.1 and localhost only.');
  };
}

/** As `guardHost`, and for requests that a browser makes: only from the page itself. */
export function guardOrigin(port: () => number) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const { origin } = request.headers;
    const own = [`http://127.0.0.1:${port()}`, `http://localhost:${port()}`];
    const site = request.headers['sec-fetch-site'];
    const foreign =
      (origin !== undefined && !own.includes(origin)) ||
      (site !== undefined && site !== 'same-origin' && site !== 'none');
    if (foreign) response.status(403).json({ error: 'foreign_origin' });
    else next();
  };
}

/** A form on a foreign page cannot send JSON without being asked about first; so only JSON acts. */
export function guardJson(request: Request, response: Response, next: NextFunction): void {
  if (request.method !== 'POST' || request.is('application/json')) next();
  else response.status(415).json({ error: 'json_only' });
}
