import { setTimeout as sleep } from 'node:timers/promises';
import { asObject, asString, type JsonObject } from '../../wire/json.ts';
import type { DeliveryFaults } from '../faults/delivery-faults.ts';
import type { World } from '../world/world.ts';
import type { Carrier } from './carrier.ts';
import type { Delivery } from './delivery-log.ts';

/** Sends events, and sends them again while nobody acknowledges them. */
export interface EventDispatcher {
  dispatch(envelope: JsonObject): void;
  deliveries(): Delivery[];
  close(): void;
}

const MOST_LOGGED = 5_000;

/**
 * An event that meets no connection waits for one and then arrives as the first retry, as long as Slack would have
 * gone on trying; after that it is lost.
 */
export function createEventDispatcher(
  world: World,
  carrier: Carrier,
  faults: DeliveryFaults,
): EventDispatcher {
  const closing = new AbortController();
  const log: Delivery[] = [];
  const { retryDelaysMs } = world.limits;
  const patienceMs = retryDelaysMs.reduce((sum, ms) => sum + ms, world.limits.ackMs);

  const connected = (byWhen: number) =>
    new Promise<boolean>((resolve) => {
      if (carrier.connected()) return resolve(true);
      const timer = setTimeout(() => done(false), Math.max(0, byWhen - performance.now()));
      const unwatch = carrier.whenConnected(() => done(true));
      const done = (open: boolean) => {
        clearTimeout(timer);
        closing.signal.removeEventListener('abort', giveUp);
        unwatch();
        resolve(open);
      };
      const giveUp = () => done(false);
      closing.signal.addEventListener('abort', giveUp);
    });

  const deliver = async (envelope: JsonObject, entry: Delivery): Promise<void> => {
    const byWhen = performance.now() + patienceMs;
    let reason = '';
    for (let attempt = 0; attempt <= retryDelaysMs.length; attempt += 1) {
      if (attempt > 0) {
        await sleep(retryDelaysMs[attempt - 1], undefined, { signal: closing.signal });
        if (!(await connected(byWhen))) break;
      }
      if (carrier.connected()) entry.attempts += 1;
      const retry = attempt === 0 ? undefined : { num: attempt, reason };
      const receipt = await carrier.send({ kind: 'events_api', payload: envelope, ...(retry && { retry }) });
      if (receipt.acked) return settle(entry, 'acked');
      if (receipt.giveUp) break;
      reason = receipt.reason === 'no_connection' ? 'timeout' : receipt.reason;
    }
    settle(entry, 'lost');
  };

  const settle = (entry: Delivery, state: Delivery['state']) => {
    entry.state = state;
    world.changed();
  };

  const start = async (envelope: JsonObject) => {
    const type = asString(asObject(envelope.event)?.type) ?? '';
    const entry: Delivery = {
      eventId: asString(envelope.event_id) ?? '',
      type,
      attempts: 0,
      state: 'pending',
    };
    log.push(entry);
    if (log.length > MOST_LOGGED) log.shift();
    try {
      if (faults.delayMs > 0) await sleep(faults.delayMs, undefined, { signal: closing.signal });
      await deliver(envelope, entry);
    } catch (error) {
      // Closing ends every wait; anything else is a mistake of the sandbox's own.
      if (!closing.signal.aborted) throw error;
    }
  };

  return {
    dispatch(envelope) {
      const send = () => {
        void start(envelope);
        if (faults.duplicate) void start(envelope);
      };
      if (faults.held) faults.held.push(send);
      else send();
    },
    deliveries: () => log.map((entry) => ({ ...entry })),
    close: () => closing.abort(),
  };
}
