import type { Request } from 'express';
import type { World } from '../world/world.ts';
import { ApiError } from './api-error.ts';
import type { Method } from './method.ts';

/**
 * Checks who calls. Only the Authorization header counts: a token among the arguments is what a form on a foreign
 * web page could send.
 * @throws ApiError `not_authed`, `invalid_auth`, `account_inactive`, `not_allowed_token_type`
 */
export function checkToken(request: Request, method: Method, { identity }: World): void {
  if (method.token === 'none') return;
  const token = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (!token) throw new ApiError('not_authed');
  if (token !== identity.botToken && token !== identity.appToken) throw new ApiError('invalid_auth');
  // The app's own token is of no workspace.
  if (!identity.active && token !== identity.appToken) throw new ApiError('account_inactive');
  const wanted = method.token === 'app' ? identity.appToken : identity.botToken;
  if (token !== wanted) throw new ApiError('not_allowed_token_type');
}
