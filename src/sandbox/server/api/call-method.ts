import type { Request } from 'express';
import { z } from 'zod';
import type { Json, JsonObject } from '../../wire/json.ts';
import type { ApiFault, ApiFaults } from '../faults/api-fault.ts';
import { logRequest } from '../world/request-log.ts';
import type { World } from '../world/world.ts';
import { ApiError } from './api-error.ts';
import type { ApiContext } from './method.ts';
import { methods } from './methods.ts';
import type { createRateLimiter } from './rate-limiter.ts';
import { readForm } from './request-body.ts';
import { needScope } from './scopes.ts';
import { checkToken } from './token.ts';

/** What to answer, and the fault that gets in the way of it. */
export interface CallResult {
  answer: JsonObject;
  fault?: ApiFault;
  /** Seconds to wait, when the call came too soon. */
  retryAfter?: number;
}

interface CallDeps {
  api: ApiContext;
  faults: ApiFaults;
  limiter: ReturnType<typeof createRateLimiter>;
}

/** Faults with which the method is carried out all the same. */
const CARRIED_OUT = ['lost-answer', 'slow'];

/** Carries a call of the Web API out and notes it in the log. Never throws for a mistake of the caller's. */
export async function callMethod(request: Request, raw: Buffer, deps: CallDeps): Promise<CallResult> {
  const { world } = deps.api;
  const name = String(request.params.method);
  const at = world.now();
  let fields: Record<string, string> = {};
  const log = (result: string, answer?: JsonObject) =>
    logRequest(world, { method: name, args: readable(fields), at, result, ...(answer && { answer }) });
  try {
    const method = methods.get(name);
    if (!method) throw new ApiError('unknown_method', { req_method: name });
    fields = (await readForm(request, raw)).fields;
    const fault = deps.faults.take(name, fields);
    if (fault && !CARRIED_OUT.includes(fault.kind)) {
      log(faultResult(fault));
      return { answer: {}, fault };
    }
    checkToken(request, method, world);
    if (method.scope) needScope(world, method.scope);
    const retryAfter = deps.limiter(method, fields);
    if (retryAfter > 0) {
      log('ratelimited');
      return { answer: {}, retryAfter };
    }
    const answer = await method.run(fields, deps.api);
    log(fault ? fault.kind : 'ok', answer);
    return { answer, ...(fault && { fault }) };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const answer = { ok: false, error: error.error, ...error.extra };
    log(error.error, answer);
    return { answer };
  }
}

function faultResult(fault: ApiFault): string {
  return fault.kind === 'error' ? fault.error : fault.kind;
}

/** @returns the arguments with their JSON strings parsed, for tests to look at; without a token */
function readable(fields: Record<string, string>): Record<string, Json> {
  const entries = Object.entries(fields).filter(([name]) => name !== 'token');
  return Object.fromEntries(entries.map(([name, text]) => [name, /^[[{]/.test(text) ? parsed(text) : text]));
}

function parsed(text: string): Json {
  try {
    return z.json().parse(JSON.parse(text));
  } catch {
    return text;
  }
}

/** The scopes of the app, as the header in which every answer names them. */
export function scopesHeader(world: World): string {
  return world.app.scopes.join(',');
}
