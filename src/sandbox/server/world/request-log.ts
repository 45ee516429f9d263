import type { Json, JsonObject } from '../../wire/json.ts';
import type { World } from './world.ts';

/** One call of the Web API, or of a response_url (its `method` is then `response_url`). */
export interface LoggedRequest {
  method: string;
  /** Arguments; those that were JSON strings on the wire are parsed. Never a token. */
  args: Record<string, Json>;
  /** When it came in, by the sandbox's clock, in ms. */
  at: number;
  /** `ok`, Slack's error, or the fault that was put in its way. */
  result: string;
  /** The answer as it was meant, even when a fault kept it from the app; undefined when nothing was done. */
  answer?: JsonObject;
}

const MOST = 5_000;

/** Notes a call; the oldest ones are forgotten. */
export function logRequest(world: World, request: LoggedRequest): void {
  const { requests } = world.volatile;
  requests.push(request);
  if (requests.length > MOST) requests.splice(0, requests.length - MOST);
  world.changed();
}
