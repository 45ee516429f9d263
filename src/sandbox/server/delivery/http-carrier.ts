import { z } from 'zod';
import type { Json } from '../../wire/json.ts';
import { errorMember } from '../error-member.ts';
import type { DeliveryFaults } from '../faults/delivery-faults.ts';
import type { World } from '../world/world.ts';
import type { Carrier, Outgoing, Receipt } from './carrier.ts';
import { signature } from './signature.ts';

/** @returns a carrier that posts signed requests to the app's request URL */
export function createHttpCarrier(
  world: World,
  faults: DeliveryFaults,
  http: { requestUrl: string; signingSecret: string },
): Carrier {
  let reachable = true;

  const post = async (outgoing: Outgoing): Promise<Receipt> => {
    const { body, type } = encode(outgoing);
    // The signature's time is real time even when the sandbox's clock was moved: the app compares it with its own.
    const seconds = Math.floor(Date.now() / 1_000);
    const response = await fetch(http.requestUrl, {
      method: 'POST',
      headers: {
        'content-type': type,
        'x-slack-request-timestamp': String(seconds),
        'x-slack-signature': signature(http.signingSecret, seconds, body),
        ...(outgoing.retry && {
          'x-slack-retry-num': String(outgoing.retry.num),
          'x-slack-retry-reason': outgoing.retry.reason,
        }),
      },
      body,
      signal: AbortSignal.timeout(world.limits.ackMs),
    });
    if (faults.ignoreAcks) return { acked: false, reason: 'http_timeout' };
    if (response.ok) return { acked: true, body: readBody(await response.text()) };
    return { acked: false, reason: 'http_error', giveUp: response.headers.get('x-slack-no-retry') === '1' };
  };

  return {
    mode: 'http',
    connected: () => reachable,
    connections: () => (reachable ? 1 : 0),
    whenConnected(callback) {
      // Nobody tells when an HTTP server comes up; the next attempt finds out.
      const timer = setImmediate(callback);
      return () => clearImmediate(timer);
    },
    async send(outgoing) {
      const receipt = await post(outgoing).catch((error: unknown): Receipt => {
        const late = errorMember(error, 'name') === 'TimeoutError';
        return { acked: false, reason: late ? 'http_timeout' : 'connection_failed' };
      });
      reachable = receipt.acked || receipt.reason !== 'connection_failed';
      world.changed();
      return receipt;
    },
  };
}

function encode({ kind, payload }: Outgoing): { body: string; type: string } {
  if (kind === 'events_api') return { body: JSON.stringify(payload), type: 'application/json' };
  const fields =
    kind === 'interactive'
      ? { payload: JSON.stringify(payload) }
      : Object.fromEntries(Object.entries(payload).map(([key, value]) => [key, String(value ?? '')]));
  return { body: new URLSearchParams(fields).toString(), type: 'application/x-www-form-urlencoded' };
}

/** The app answers with JSON, with plain text for a command, or with nothing. */
function readBody(text: string): Json | undefined {
  if (text.trim() === '') return undefined;
  try {
    return z.json().parse(JSON.parse(text));
  } catch {
    return text;
  }
}
