import express, { type Request, type Response, Router } from 'express';
import { readForm } from '../api/request-body.ts';
import type { ApiFaults } from '../faults/api-fault.ts';
import { fileById } from '../world/files.ts';
import type { World } from '../world/world.ts';

const MOST_BYTES = '60mb';
const LOGIN_PAGE = '<!doctype html><title>Sign in</title><p>Please sign in to see this file.</p>';

/** @returns where the app sends the bytes of an upload */
export function createUploadRouter(world: World, faults: ApiFaults): Router {
  const router = Router();
  router.post('/:secret', express.raw({ type: () => true, limit: MOST_BYTES }), async (request, response) => {
    const fault = faults.take('upload', {});
    const upload = world.volatile.uploads.get(String(request.params.secret));
    if (fault?.kind === 'http' || !upload) {
      response.status(fault?.kind === 'http' ? fault.status : 404).send('no such upload');
      return;
    }
    upload.content = (await uploadedBytes(request)).toString('base64');
    response.type('text').send(`OK - ${upload.length}`);
  });
  return router;
}

/** The bytes come bare, or as a file or field of a form. */
async function uploadedBytes(request: Request): Promise<Buffer> {
  const raw = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const type = request.headers['content-type'] ?? '';
  if (!type.startsWith('multipart/') && !type.startsWith('application/x-www-form-urlencoded')) return raw;
  const form = await readForm(request, raw);
  return form.file ?? Buffer.from(Object.values(form.fields)[0] ?? '');
}

/**
 * @returns the private addresses of files. Without the bot's token and `files:read` there is a login page with
 *   status 200, as in Slack: an app has to look at the content type.
 */
export function createDownloadRouter(world: World): Router {
  const router = Router();
  const download = (request: Request, response: Response) => {
    const stored = fileById(world, String(request.params.key).replace(/^[^-]*-/, ''));
    const known =
      request.headers.authorization === `Bearer ${world.identity.botToken}` && world.identity.active;
    if (!known || !world.app.scopes.includes('files:read'))
      return void response.type('html').send(LOGIN_PAGE);
    if (!stored) return void response.status(404).type('text').send('no such file');
    response.type(stored.file.mimetype).send(Buffer.from(stored.content, 'base64'));
  };
  router.get('/:key/download/:name', download);
  router.get('/:key/:name', download);
  return router;
}
