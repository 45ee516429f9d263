import { newSecret } from '../world/ids.ts';
import type { ResponseUrl } from '../world/response-url.ts';
import type { World } from '../world/world.ts';

/** @returns a response_url for what a person has just done, good for 5 uses in 30 minutes */
export function issueResponseUrl(world: World, about: Omit<ResponseUrl, 'issuedAt' | 'uses'>): string {
  const secret = newSecret();
  world.volatile.responseUrls.set(secret, { ...about, issuedAt: world.now(), uses: 0 });
  return `${world.url}/response/${secret}`;
}

/** @returns what a response_url stands for, or undefined for one that was never handed out */
export function responseUrlOf(world: World, url: string): ResponseUrl | undefined {
  return world.volatile.responseUrls.get(url.slice(url.lastIndexOf('/') + 1));
}

/**
 * Counts a use of a response_url.
 * @returns Slack's word for why it may not be used any more, or undefined
 */
export function countUse(world: World, responseUrl: ResponseUrl): 'expired_url' | 'used_url' | undefined {
  if (world.now() >= responseUrl.issuedAt + world.limits.responseUrlMs) return 'expired_url';
  if (responseUrl.uses >= world.limits.responseUrlUses) return 'used_url';
  responseUrl.uses += 1;
  return undefined;
}
