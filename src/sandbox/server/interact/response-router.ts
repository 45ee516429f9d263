import express, { Router } from 'express';
import { z } from 'zod';
import { ApiError } from '../api/api-error.ts';
import type { ApiFaults } from '../faults/api-fault.ts';
import { logRequest } from '../world/request-log.ts';
import type { World } from '../world/world.ts';
import { countUse, responseUrlOf } from './response-urls.ts';
import { readResponse, showResponse } from './show-response.ts';

const bodySchema = z.json();

/** @returns the route behind every response_url; the address itself is the secret, as in Slack */
export function createResponseRouter(world: World, faults: ApiFaults): Router {
  const router = Router();
  router.post('/:secret', express.json({ type: () => true, limit: '1mb' }), (request, response) => {
    const body = bodySchema.safeParse(request.body).data;
    const log = (result: string) =>
      logRequest(world, { method: 'response_url', args: { body: body ?? null }, at: world.now(), result });
    const fault = faults.take('response_url', {});
    if (fault) {
      log(fault.kind);
      if (fault.kind === 'http') response.status(fault.status).send('the sandbox was asked to fail');
      else response.socket?.destroy();
      return;
    }
    const refuse = (status: number, error: string) => {
      log(error);
      response.status(status).json({ ok: false, error });
    };
    const url = responseUrlOf(world, request.path);
    if (!url) return refuse(404, 'no_such_url');
    const over = countUse(world, url);
    if (over) return refuse(404, over);
    try {
      showResponse(world, url, readResponse(body) ?? {});
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return refuse(400, error.error);
    }
    log('ok');
    response.type('text').send('ok');
  });
  return router;
}
