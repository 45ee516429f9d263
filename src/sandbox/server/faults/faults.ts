import type { SocketHub } from '../delivery/socket-hub.ts';
import type { ApiFault, ApiFaultOptions, ApiFaults } from './api-fault.ts';
import { createDeliveryFaults, type DeliveryFaults, release } from './delivery-faults.ts';

/** Makes the sandbox misbehave, for tests. Everything stays as set until it is used up or `clear` is called. */
export interface Faults {
  /**
   * Plans a fault for calls of a method; `*` is every method, `response_url` and `upload` stand for those addresses.
   * @returns a function that takes the plan back
   */
  api(method: string, fault: ApiFault, options?: ApiFaultOptions): () => void;
  /** Every event is delivered twice, with the same event_id. */
  duplicateEvents(on?: boolean): void;
  /** Every event is delivered so much later. */
  delayEvents(ms: number): void;
  /** Holds events back. @returns a function that lets them go, reversed if asked */
  holdEvents(): (order?: 'in-order' | 'reversed') => void;
  /** Takes no notice of acknowledgements: everything times out, events are sent again. */
  ignoreAcks(on?: boolean): void;
  /** Breaks every Socket Mode connection, and refuses new ones for a while (Infinity until `clear`). */
  dropSockets(options?: { refuseForMs?: number }): void;
  /** Asks every connection to come back anew, as Slack does when it recycles a host. */
  askRefresh(): void;
  clear(): void;
}

/** @returns the handles to the faults that delivery and API look at */
export function createFaults(api: ApiFaults, delivery: DeliveryFaults, hub: SocketHub | undefined): Faults {
  return {
    api: api.plan,
    duplicateEvents(on = true) {
      delivery.duplicate = on;
    },
    delayEvents(ms) {
      delivery.delayMs = ms;
    },
    holdEvents() {
      delivery.held ??= [];
      return (order = 'in-order') => release(delivery, order);
    },
    ignoreAcks(on = true) {
      delivery.ignoreAcks = on;
    },
    dropSockets({ refuseForMs = 0 } = {}) {
      hub?.drop(refuseForMs);
    },
    askRefresh() {
      hub?.askRefresh();
    },
    clear() {
      api.clear();
      hub?.accept();
      release(delivery, 'in-order');
      Object.assign(delivery, createDeliveryFaults());
    },
  };
}
