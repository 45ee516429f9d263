import type { Json, JsonObject } from '../../wire/json.ts';

/** Something on its way to the app. `retry` is there from the second attempt on. */
export interface Outgoing {
  kind: 'events_api' | 'slash_commands' | 'interactive';
  payload: JsonObject;
  retry?: { num: number; reason: string };
}

/**
 * What came back. `body` is what the app sent along with its acknowledgement. `giveUp` tells that the app does not
 * want it again.
 */
export type Receipt =
  | { acked: true; body: Json | undefined }
  | { acked: false; reason: string; giveUp?: boolean };

/** How things get to the app: Socket Mode or HTTP. */
export interface Carrier {
  readonly mode: 'socket' | 'http';
  /** Sends once and waits for the acknowledgement, as long as the limits allow. Never throws. */
  send(outgoing: Outgoing): Promise<Receipt>;
  connected(): boolean;
  /** How many connections there are; 0 or 1 for HTTP. */
  connections(): number;
  /** Calls back once as soon as the app can be reached. @returns a function that stops waiting */
  whenConnected(callback: () => void): () => void;
}
