import fc from 'fast-check';

/** What nobody sends who means well, and what a careless program lets through. */
const HOSTILE_TEXTS = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud83d',
  '\u202egnp.exe',
  '__proto__',
  'constructor',
  "'; drop table cases; --",
  '$(reboot)',
  '{{7*7}}',
  '<!channel> <@U0NOBODY> <https://example.com|click>',
  '</script><script>alert(1)</script>',
  '../../../../etc/passwd',
  'http://169.254.169.254/latest/meta-data/',
  '1760000000.000100',
  '-1',
  '1e309',
  'NaN',
  '٣٤٥',
  '9'.repeat(400),
  'x'.repeat(45_000),
  '(((((a+)+)+)+)+)+$'.repeat(50),
  'we have 800 pairs. '.repeat(1_000),
  '😀'.repeat(3_000),
];

const hostileText = fc.oneof(fc.constantFrom(...HOSTILE_TEXTS), fc.string({ unit: 'binary', maxLength: 60 }));

/** Thirty boxes in one another. */
const deep = Array.from({ length: 30 }).reduce<unknown>((inner) => ({ inner: [inner] }), 'x');

const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: hostileText },
  {
    weight: 1,
    arbitrary: fc.constantFrom(null, true, false, 0, -1, 1e21, deep, [], {}, [[]], [null], { id: null }),
  },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
);

/** One thing to do to a payload: where (as shares of what is there), and what. */
const change = fc.record({
  where: fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 1, maxLength: 8 }),
  what: fc.oneof(
    fc.record({ kind: fc.constant('replace' as const), value: hostileValue }),
    fc.record({ kind: fc.constant('remove' as const) }),
    fc.record({ kind: fc.constant('add' as const), key: hostileText, value: hostileValue }),
  ),
});
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

/** A payload as it came, or with one to three parts of it replaced, removed or added. */
export const mutated = (payloads: readonly unknown[]): fc.Arbitrary<unknown> =>
  fc
    .tuple(fc.constantFrom(...payloads), fc.array(change, { maxLength: 3 }))
    .map(([payload, changes]) => changes.reduce(changed, payload));

/** The same with one change; walks down by the shares, and changes what it comes to. */
function changed(payload: unknown, { where, what }: Change): unknown {
  const [share = 0, ...rest] = where;
  if (typeof payload !== 'object' || payload === null) return what.kind === 'replace' ? what.value : payload;
  const entries = Object.entries(payload);
  const at = Math.floor(share * entries.length);
  const [key, value] = entries[at] ?? [];
  if (key === undefined || (what.kind === 'add' && rest.length === 0)) {
    return what.kind === 'add' ? build(payload, [...entries, [what.key, what.value]]) : payload;
  }
  const leaf = rest.length === 0 || typeof value !== 'object' || value === null;
  if (leaf && what.kind === 'remove') return build(payload, entries.toSpliced(at, 1));
  const next = leaf && what.kind === 'replace' ? what.value : changed(value, { where: rest, what });
  return build(payload, entries.with(at, [key, next]));
}

const build = (like: object, entries: readonly [string, unknown][]): unknown =>
  Array.isArray(like) ? entries.map(([, value]) => value) : Object.fromEntries(entries);
