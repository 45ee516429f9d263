import { setTimeout as sleep } from 'node:timers/promises';
import express, { type Response, Router } from 'express';
import type { ApiFaults } from '../faults/api-fault.ts';
import { type CallResult, callMethod, scopesHeader } from './call-method.ts';
import type { ApiContext } from './method.ts';
import { createRateLimiter } from './rate-limiter.ts';

const MOST_BYTES = '60mb';

/** @returns the routes of the Web API, `POST /api/<method>` */
export function createApiRouter(api: ApiContext, faults: ApiFaults): Router {
  const router = Router();
  const limiter = createRateLimiter(api.world);
  router.post('/:method', express.raw({ type: () => true, limit: MOST_BYTES }), async (request, response) => {
    const raw = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const result = await callMethod(request, raw, { api, faults, limiter });
    response.set('x-oauth-scopes', scopesHeader(api.world));
    await reply(response, result);
  });
  return router;
}

async function reply(response: Response, { answer, fault, retryAfter }: CallResult): Promise<void> {
  if (retryAfter) return rateLimited(response, retryAfter);
  switch (fault?.kind) {
    case 'rate-limited':
      return rateLimited(response, fault.retryAfter);
    case 'http':
      response.status(fault.status).type('text').send('the sandbox was asked to fail');
      return;
    case 'hang':
      return;
    case 'reset':
    case 'lost-answer':
      response.socket?.destroy();
      return;
    case 'error':
      response.json({ ok: false, error: fault.error, ...fault.extra });
      return;
    case 'slow':
      await sleep(fault.ms);
      break;
  }
  response.json(answer);
}

function rateLimited(response: Response, seconds: number): void {
  response.status(429).set('retry-after', String(seconds)).json({ ok: false, error: 'ratelimited' });
}
