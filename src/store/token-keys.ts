import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { UserError } from '../user-error.ts';

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const ID = /^[\w-]{1,32}$/;

/** A key under which tokens are kept, and its name, which stands with each of them. */
export interface TokenKey {
  id: string;
  key: Buffer;
}

/** The first seals, all open: so a key is replaced while values under the older one are still there. */
export type TokenKeys = readonly [TokenKey, ...TokenKey[]];

/** A value is sealed under a key that is not set. Nothing was changed. */
export class UnknownKeyError extends UserError {
  constructor(ids: readonly string[]) {
    const named = ids.map((id) => `"${id}"`).join(', ');
    super(
      `Slack tokens in the database are encrypted under a key that TOKEN_KEYS does not hold: ${named}.`,
      'Add that key to TOKEN_KEYS again, after the first one. If it is lost, docs/operations.md says how those workspaces install the app anew.',
    );
  }
}

/** A value does not open under the key that it names: it was changed, or moved here from another workspace. */
export class SealBrokenError extends UserError {
  constructor(id: string) {
    super(
      `A Slack token in the database does not open under the key "${id}": it was changed, it belongs to another workspace, or that id stands for another key now.`,
      'Nothing was changed. Give the key its own id in TOKEN_KEYS again, or have that workspace install the app anew.',
    );
  }
}

/** Reads `id:base64,id:base64`; undefined when that is not what it says, or an id stands in it twice. */
export function readTokenKeys(text: string): TokenKeys | undefined {
  const keys = text.split(',').map((part) => {
    const [id = '', encoded = '', ...more] = part.trim().split(':');
    const key = Buffer.from(encoded, 'base64');
    const exact = key.toString('base64').replace(/=+$/, '') === encoded.replace(/=+$/, '');
    return ID.test(id) && exact && key.length === KEY_BYTES && more.length === 0 ? { id, key } : undefined;
  });
  const good = keys.flatMap((key) => key ?? []);
  const [first, ...others] = good;
  if (!first || good.length < keys.length || new Set(good.map(({ id }) => id)).size < good.length)
    return undefined;
  return [first, ...others];
}

/** The key that a sealed value names. */
export const keyIdOf = (sealed: string): string => sealed.slice(0, Math.max(0, sealed.indexOf(':')));

/**
 * Encrypts a secret under the first key, with a nonce of its own.
 * @param belongsTo whose it is: it opens for nobody else
 */
export function seal(secret: string, belongsTo: string, [{ id, key }]: TokenKeys): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(belongsTo));
  const hidden = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
  return `${id}:${Buffer.concat([nonce, cipher.getAuthTag(), hidden]).toString('base64')}`;
}

/** Decrypts what `seal` gave. @throws UnknownKeyError or SealBrokenError */
export function unseal(sealed: string, belongsTo: string, keys: TokenKeys): string {
  const id = keyIdOf(sealed);
  const key = keys.find((each) => each.id === id)?.key;
  if (!key) throw new UnknownKeyError([id]);
  const bytes = Buffer.from(sealed.slice(id.length + 1), 'base64');
  const [nonce, tag, hidden] = [
    bytes.subarray(0, NONCE_BYTES),
    bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES),
    bytes.subarray(NONCE_BYTES + TAG_BYTES),
  ];
  try {
    const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES })
      .setAAD(Buffer.from(belongsTo))
      .setAuthTag(tag);
    return Buffer.concat([decipher.update(hidden), decipher.final()]).toString('utf8');
  } catch {
    // What the library says of it tells nothing more.
    throw new SealBrokenError(id);
  }
}
