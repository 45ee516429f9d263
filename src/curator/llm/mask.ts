import { isIPv6 } from 'node:net';
import { findPhoneNumbersInText } from 'libphonenumber-js/min';
import type { Span } from '../../text/sentences.ts';

/** Texts in which what is private is replaced by names such as `[email-1]`, and the way back. */
export interface Masking {
  mask(text: string): string;
  /** Puts the originals back, so that a quotation can be held against what was really written. */
  unmask(text: string): string;
}

const PATTERNS: readonly { kind: string; pattern: RegExp; check?: (text: string) => boolean }[] = [
  {
    kind: 'key',
    pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  },
  { kind: 'key', pattern: /\b(?:sk|pk|rk)[-_](?:live|test|proj|ant|or)?[-_]?[A-Za-z0-9_-]{16,}/g },
  { kind: 'key', pattern: /\bx(?:ox[abeoprs]|app)-[A-Za-z0-9-]{10,}/g },
  { kind: 'key', pattern: /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g },
  {
    kind: 'key',
    pattern:
      /\bgh[oprsu]_[A-Za-z0-9]{30,}|\bgithub_pat_\w{30,}|\bglpat-[\w-]{20,}|\bhf_[A-Za-z0-9]{30,}|\bAIza[\w-]{35}/g,
  },
  { kind: 'key', pattern: /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}/g },
  // Names of variables too: DB_PASSWORD=…, "client_secret": "…". A number behind "token" is a count of tokens.
  {
    kind: 'secret',
    pattern:
      /(?<=(?:password|passwd|passphrase|passwort|contraseña|pwd|\bpw|secret|token|api[-_ ]?key|access[-_ ]?key|private[-_ ]?key)["']?\s*(?:=|:=?|=>)\s*["']?)[^\s,;'"]{3,}/gi,
    check: (found) => !/^[\d.,]+[kKmM]?$/.test(found),
  },
  {
    kind: 'secret',
    pattern:
      /(?<=\b(?:password|passwd|passphrase|passwort|contraseña|pwd|secret|token|api[-_ ]?key)\s+(?:is|was|ist|es)\s+["']?)[^\s,;'"]{4,}/gi,
    check: (found) => /[\d!#$%^&*_]/.test(found) && !/^[\d.,]+[kKmM]?$/.test(found),
  },
  {
    kind: 'secret',
    pattern: /(?<=\b(?:bearer|basic)\s+)[A-Za-z0-9._~+/=-]{10,}/gi,
    check: (found) => /[\d=]/.test(found),
  },
  { kind: 'secret', pattern: /(?<=[?&](?:\w*(?:token|key|secret|password|signature)|sig)=)[^\s&#>|"']+/gi },
  {
    kind: 'webhook',
    pattern:
      /https?:\/\/(?:hooks\.slack\.com|discord(?:app)?\.com\/api\/webhooks|[\w.-]*webhook[\w.-]*)\/[^\s>|"']+/gi,
  },
  { kind: 'secret', pattern: /(?<=:\/\/[^\s:/@]*:)[^\s@/]+(?=@)/g },
  { kind: 'email', pattern: /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g },
  { kind: 'iban', pattern: /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b/g, check: isIban },
  {
    kind: 'card',
    pattern: /\b(?:\d{4}[ -]?){3}\d{1,7}\b|\b3[47]\d{2}[ -]?\d{6}[ -]?\d{5}\b/g,
    check: isCard,
  },
  { kind: 'ip', pattern: /\b(?:\d{1,3}\.){3}\d{1,3}\b/g },
  {
    kind: 'ip',
    pattern: /(?<![\w:])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?![\w:])/gi,
    check: (found) => isIPv6(found) && found.length > 3,
  },
  // Signs that steer a model: many servers take them for their own, wherever they stand.
  {
    kind: 'sign',
    pattern:
      /<\|[^|<>\n]{1,40}\|>|<\/?s>|<(?:start|end)_of_turn>|\[\/?INST\]|<<\/?SYS>>|<\/?think(?:ing)?>/gi,
  },
  // Social security numbers of the United States.
  { kind: 'id', pattern: /\b(?!000|666|9\d\d)\d{3}-\d{2}-\d{4}\b/g },
];

/** Where phone numbers without a country code may be from; beyond the first they begin with a zero. */
const HOMES = ['US', 'GB', 'DE', 'FR', 'AT', 'CH', 'NL', 'IT', 'IN', 'AU'] as const;

/**
 * Masks addresses, phone numbers, account numbers, keys and other secrets, and signs that steer a model; each with the
 * same name wherever it stands.
 */
export function createMasking(): Masking {
  const names = new Map<string, string>();
  const counts = new Map<string, number>();
  const nameOf = (kind: string, original: string): string => {
    const known = names.get(original);
    if (known) return known;
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    const name = `[${kind}-${count}]`;
    names.set(original, name);
    return name;
  };
  return {
    mask: (text) => {
      let masked = text;
      for (const { kind, pattern, check } of PATTERNS) {
        masked = masked.replace(pattern, (found) => (check && !check(found) ? found : nameOf(kind, found)));
      }
      return replaceSpans(masked, phoneNumbers(masked), (found) => nameOf('phone', found));
    },
    unmask: (text) =>
      [...names].reduce((original, [secret, name]) => original.replaceAll(name, () => secret), text),
  };
}

function phoneNumbers(text: string): Span[] {
  // Looking for them takes longer than all else that is looked for, and hardly any text has so many digits.
  if (digitsIn(text) < DIGITS_OF_PHONE) return [];
  const found = HOMES.flatMap((home) => findPhoneNumbersInText(text, home))
    .map(({ startsAt, endsAt }) => ({ start: startsAt, end: endsAt }))
    .filter(({ start, end }) => looksLikePhone(text.slice(start, end)))
    .sort((a, b) => a.start - b.start || b.end - a.end);
  return found.filter(({ start }, index) => found.slice(0, index).every((other) => other.end <= start));
}

/** Amounts and counts have fewer digits than a phone number, or commas between them. */
const looksLikePhone = (found: string): boolean => digitsIn(found) >= DIGITS_OF_PHONE && !found.includes(',');

const DIGITS_OF_PHONE = 9;

const digitsIn = (text: string): number => text.match(/\d/g)?.length ?? 0;

function replaceSpans(text: string, spans: readonly Span[], replacement: (found: string) => string): string {
  return [...spans]
    .sort((a, b) => b.start - a.start)
    .reduce(
      (result, { start, end }) =>
        result.slice(0, start) + replacement(text.slice(start, end)) + result.slice(end),
      text,
    );
}

/** The check digits of a card number (Luhn). */
function isCard(text: string): boolean {
  const digits = text.replace(/\D/g, '').split('').reverse().map(Number);
  const sum = digits.reduce(
    (total, digit, index) => total + (index % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2),
    0,
  );
  return digits.length >= 13 && sum % 10 === 0;
}

/** The check digits of an account number (ISO 13616, mod 97). */
function isIban(text: string): boolean {
  const compact = text.replace(/ /g, '');
  if (compact.length < 15 || compact.length > 34) return false;
  const numeric = `${compact.slice(4)}${compact.slice(0, 4)}`.replace(/[A-Z]/g, (letter) =>
    String(letter.charCodeAt(0) - 55),
  );
  return BigInt(numeric) % 97n === 1n;
}
