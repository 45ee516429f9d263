import { z } from 'zod';

const refusal = z.object({ error: z.string(), message: z.string().default('') });
const success = z.object({ result: z.unknown() });

/** What the sandbox said to something that a person did. */
export type ActResult = { ok: true; result: unknown } | { ok: false; error: string; message: string };

/** Does something as a person: `say`, `click`, … Never throws; a sandbox that is gone is a refusal, too. */
export async function act(what: string, request: object): Promise<ActResult> {
  return post(`/sandbox/do/${what}`, request);
}

/** Moves the sandbox's clock to a time, in ms. */
export async function moveClock(ms: number): Promise<ActResult> {
  return post('/sandbox/clock', { ms });
}

async function post(path: string, request: object): Promise<ActResult> {
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request),
    });
    const body: unknown = await response.json();
    if (response.ok) return { ok: true, result: success.parse(body).result };
    return { ok: false, ...refusal.parse(body) };
  } catch {
    return { ok: false, error: 'not_reached', message: 'The sandbox does not answer. Is it still running?' };
  }
}
