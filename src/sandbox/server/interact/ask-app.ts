import type { Json, JsonObject } from '../../wire/json.ts';
import type { Carrier, Outgoing } from '../delivery/carrier.ts';

/** The app's answer to a command or interaction; `error` is Slack's word for no answer. */
export type AppReply =
  | { acked: true; body: Json | undefined }
  | { acked: false; error: 'operation_timeout' | 'dispatch_failed' };

/** Sends a command or interaction, once: Slack repeats events only. */
export async function askApp(
  carrier: Carrier,
  kind: Outgoing['kind'],
  payload: JsonObject,
): Promise<AppReply> {
  const receipt = await carrier.send({ kind, payload });
  if (receipt.acked) return receipt;
  const late = receipt.reason === 'timeout' || receipt.reason === 'http_timeout';
  return { acked: false, error: late ? 'operation_timeout' : 'dispatch_failed' };
}
