import { randomBytes, randomInt } from 'node:crypto';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** @returns a new id in Slack's manner: a letter for the kind, then ten capitals and digits */
export function newId(kind: 'C' | 'G' | 'D' | 'U' | 'F' | 'V' | 'Ev' | 'Bk'): string {
  return kind + Array.from({ length: 10 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}

/** @returns a short id for a block that came without one, as Slack makes them up */
export function newBlockId(): string {
  return randomBytes(4).toString('base64url').slice(0, 5);
}

/** @returns a secret that cannot be guessed */
export function newSecret(): string {
  return randomBytes(24).toString('base64url');
}
