import express, { Router } from 'express';
import { z } from 'zod';
import type { People } from '../people/people.ts';
import { SLACKBOT } from '../world/ephemerals.ts';
import { fileById } from '../world/files.ts';
import { userById } from '../world/find-user.ts';
import type { World } from '../world/world.ts';
import { avatarSvg } from './avatar.ts';
import { guardJson, guardOrigin } from './guard.ts';
import { createPersonRouter } from './person-router.ts';
import type { PageOptions } from './snapshot-for.ts';
import { streamSnapshots } from './stream.ts';

const clockRequest = z.object({ ms: z.int().positive() });

interface PageDeps {
  world: World;
  people: People;
  page: PageOptions;
  port: () => number;
  moveClock: ((ms: number) => void) | undefined;
}

/** @returns the page's own routes, under `/sandbox` */
export function createPageRouter({ world, people, page, port, moveClock }: PageDeps): Router {
  const router = Router();
  router.use(guardOrigin(port), guardJson, express.json({ limit: '30mb' }));
  router.get('/stream', (request, response) => streamSnapshots(world, page, request, response));
  router.get('/avatars/:file', (request, response) => {
    const id = request.params.file.replace(/\.svg$/, '');
    const user = id === SLACKBOT ? { realName: 'Slackbot', color: '3a3a3d' } : userById(world, id);
    if (user) response.type('svg').set('cache-control', 'max-age=3600').send(avatarSvg(user));
    else response.status(404).end();
  });
  router.get('/files/:id', (request, response) => {
    const stored = fileById(world, request.params.id);
    if (!stored) return void response.status(404).end();
    // As an attachment and without sniffing: a file that somebody uploaded must not run as a page of this origin.
    response.attachment(stored.file.name).set('x-content-type-options', 'nosniff');
    response.type(stored.file.mimetype).send(Buffer.from(stored.content, 'base64'));
  });
  router.post('/clock', (request, response) => {
    const parsed = clockRequest.safeParse(request.body);
    if (!parsed.success || !moveClock) return void response.status(400).json({ error: 'clock_not_movable' });
    moveClock(parsed.data.ms);
    world.changed();
    response.json({ result: world.now() });
  });
  router.use('/do', createPersonRouter(people));
  return router;
}
