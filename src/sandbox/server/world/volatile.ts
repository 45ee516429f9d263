import type { Ephemeral } from '../../wire/ephemeral.ts';
import type { JsonObject } from '../../wire/json.ts';
import type { Status } from '../../wire/status.ts';
import type { Ping } from '../pings/ping.ts';
import type { OpenModal } from './modals.ts';
import type { LoggedRequest } from './request-log.ts';
import type { ResponseUrl } from './response-url.ts';
import type { Trigger } from './trigger.ts';
import type { PendingUpload } from './uploads.ts';

/** What a restart forgets, as Slack's own clients forget it on a reload. */
export interface Volatile {
  ephemerals: Ephemeral[];
  statuses: Status[];
  /** Open modals by user, the bottom of the stack first. */
  modals: Map<string, OpenModal[]>;
  triggers: Map<string, Trigger>;
  responseUrls: Map<string, ResponseUrl>;
  uploads: Map<string, PendingUpload>;
  /** When a stream was started or stopped by its user, by `channel:ts`. */
  streams: Map<string, { startedAt: number; stoppedByUser: boolean }>;
  /** How redrawn messages and Homes looked before, the newest look first. */
  redrawn: Map<string, JsonObject[][]>;
  requests: LoggedRequest[];
  pings: Ping[];
}

/** @returns nothing remembered */
export function createVolatile(): Volatile {
  return {
    ephemerals: [],
    statuses: [],
    modals: new Map(),
    triggers: new Map(),
    responseUrls: new Map(),
    uploads: new Map(),
    streams: new Map(),
    redrawn: new Map(),
    requests: [],
    pings: [],
  };
}
