import { randomUUID } from 'node:crypto';
import type { WebSocket } from 'ws';
import { z } from 'zod';
import type { DeliveryFaults } from '../faults/delivery-faults.ts';
import type { World } from '../world/world.ts';
import type { Carrier, Receipt } from './carrier.ts';
import type { SocketHub } from './socket-hub.ts';

const ackSchema = z.object({ envelope_id: z.string(), payload: z.json().optional() });

interface Waiting {
  socket: WebSocket;
  settle(receipt: Receipt): void;
}

/** @returns a carrier that gives each envelope to exactly one of the open connections, in turn */
export function createSocketCarrier(world: World, hub: SocketHub, faults: DeliveryFaults): Carrier {
  const waiting = new Map<string, Waiting>();
  let turn = 0;

  hub.onMessage((_socket, text) => {
    const ack = parseAck(text);
    if (!ack || faults.ignoreAcks) return;
    waiting.get(ack.envelope_id)?.settle({ acked: true, body: ack.payload });
  });
  hub.onClose((socket) => {
    for (const entry of waiting.values()) {
      if (entry.socket === socket) entry.settle({ acked: false, reason: 'timeout' });
    }
  });

  return {
    mode: 'socket',
    connected: () => hub.sockets().length > 0,
    connections: () => hub.sockets().length,
    whenConnected(callback) {
      const stop = hub.onOpen(() => {
        stop();
        callback();
      });
      return stop;
    },
    send({ kind, payload, retry }) {
      const sockets = hub.sockets();
      const socket = sockets[turn++ % Math.max(1, sockets.length)];
      if (!socket) return Promise.resolve({ acked: false, reason: 'no_connection' });
      const envelopeId = randomUUID();
      const envelope = {
        envelope_id: envelopeId,
        type: kind,
        accepts_response_payload: kind !== 'events_api',
        payload,
        ...(kind === 'events_api' && { retry_attempt: retry?.num ?? 0, retry_reason: retry?.reason ?? '' }),
      };
      return new Promise((resolve) => {
        const settle = (receipt: Receipt) => {
          clearTimeout(timer);
          waiting.delete(envelopeId);
          resolve(receipt);
          world.changed();
        };
        const timer = setTimeout(() => settle({ acked: false, reason: 'timeout' }), world.limits.ackMs);
        waiting.set(envelopeId, { socket, settle });
        socket.send(JSON.stringify(envelope));
      });
    },
  };
}

function parseAck(text: string): z.infer<typeof ackSchema> | undefined {
  try {
    return ackSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
