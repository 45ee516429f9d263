import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import * as requests from '../../wire/person-requests.ts';
import type { People } from '../people/people.ts';
import { Refusal } from '../refusal.ts';

/**
 * @returns the routes by which the page acts for a person: `POST /sandbox/do/<what>` with the request as JSON. A
 *   refusal answers 409 with Slack's word and a sentence.
 */
export function createPersonRouter(people: People): Router {
  const router = Router();
  const route = <Schema extends z.ZodType>(
    name: string,
    schema: Schema,
    act: (request: z.infer<Schema>) => unknown,
  ) => {
    router.post(`/${name}`, async (request: Request, response: Response) => {
      const parsed = schema.safeParse(request.body);
      if (!parsed.success) {
        response.status(400).json({ error: 'invalid_request', message: z.prettifyError(parsed.error) });
        return;
      }
      try {
        response.json({ result: (await act(parsed.data)) ?? null });
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        response.status(409).json({ error: error.code, message: error.message });
      }
    });
  };
  route('say', requests.sayRequest, people.say);
  route('edit', requests.editRequest, people.edit);
  route('remove', requests.removeRequest, people.remove);
  route('react', requests.reactRequest, people.react);
  route('command', requests.commandRequest, people.command);
  route('click', requests.clickRequest, people.click);
  route('shortcut', requests.shortcutRequest, people.shortcut);
  route('submit', requests.submitRequest, people.submitView);
  route('close', requests.closeRequest, people.closeView);
  route('home', requests.homeRequest, people.openHome);
  route('stop', requests.stopRequest, people.stop);
  route('read', requests.readRequest, people.markRead);
  route('dismiss', requests.dismissRequest, people.dismiss);
  route('create-channel', requests.createChannelRequest, people.createChannel);
  route('add-member', requests.memberRequest, people.addMember);
  route('remove-member', requests.memberRequest, people.removeMember);
  route('archive', requests.archiveRequest, people.archive);
  route('change-zone', requests.zoneRequest, people.changeZone);
  return router;
}
