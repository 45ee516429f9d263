import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { Router } from 'express';

const NO_PAGE =
  '<!doctype html><title>Sandbox</title><p>The sandbox is running, but its page is not built. Run <code>npm run build:page</code>.';

/** Blocks may show pictures from anywhere, as in Slack; everything else comes from the sandbox itself. */
const POLICY =
  "default-src 'self'; img-src * data:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/** @returns the built page, or a note that says how to build it */
export function createStaticPage(pageDir: string | undefined): Router {
  const router = Router();
  const built = pageDir !== undefined && existsSync(join(pageDir, 'index.html'));
  router.use((_request, response, next) => {
    response.set({ 'content-security-policy': POLICY, 'x-content-type-options': 'nosniff' });
    next();
  });
  if (built) router.use(express.static(pageDir));
  else router.get('/', (_request, response) => void response.status(503).type('html').send(NO_PAGE));
  return router;
}
