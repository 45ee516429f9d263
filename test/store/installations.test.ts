import { randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  createInstallations,
  forgetRemoval,
  type Installations,
  missingKeys,
} from '../../src/store/installations.ts';
import {
  readTokenKeys,
  SealBrokenError,
  seal,
  type TokenKeys,
  UnknownKeyError,
  unseal,
} from '../../src/store/token-keys.ts';
import { eventually } from '../support/eventually.ts';
import { createDatabase, everythingIn, open, query } from '../support/test-database.ts';

const keyOf = (id: string): string => `${id}:${randomBytes(32).toString('base64')}`;

function keys(...texts: string[]): TokenKeys {
  const read = readTokenKeys(texts.join(','));
  if (!read) throw new Error('These are no keys.');
  return read;
}

const AT = new Date('2026-11-20T10:00:00Z');
const acme = { workspace: 'T1', secret: 'xoxb-acme', botUserId: 'U1', url: 'https://acme.slack.com/' };

async function world(): Promise<{ url: string; under(keys: TokenKeys): Promise<Installations> }> {
  const url = await createDatabase();
  const { db } = await open(url);
  return { url, under: async (given) => createInstallations(db, given) };
}

const sealedIn = async (url: string, workspace: string): Promise<string> =>
  String((await query(url, 'select sealed from installations where workspace = $1', [workspace]))[0]?.[0]);

describe('Keys for tokens', () => {
  test.each([
    ['nothing', ''],
    ['a key without an id', randomBytes(32).toString('base64')],
    ['a key that is too short', `a:${randomBytes(31).toString('base64')}`],
    ['what is no base64', `a:${'?'.repeat(44)}`],
    ['the same id twice', `${keyOf('a')},${keyOf('a')}`],
    ['an id with a space in it', keyOf('a b')],
    ['a comma too much', `${keyOf('a')},`],
  ])('are not read from %s', (_, text) => {
    expect(readTokenKeys(text)).toBeUndefined();
  });

  test('are read in their order', () => {
    expect(keys(keyOf('new'), ` ${keyOf('old')} `).map(({ id }) => id)).toEqual(['new', 'old']);
  });
});

describe('A sealed secret', () => {
  const own = keys(keyOf('k'));

  test('opens for whom it belongs to, whatever it holds, and never looks the same twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (secret, workspace) => {
        const sealed = seal(secret, workspace, own);
        expect(unseal(sealed, workspace, own)).toBe(secret);
        expect(seal(secret, workspace, own)).not.toBe(sealed);
      }),
    );
  });

  test('does not open for another workspace', () => {
    expect(() => unseal(seal('xoxb-acme', 'T1', own), 'T2', own)).toThrow(SealBrokenError);
  });

  test('does not open when any part of it was changed', () => {
    const sealed = seal('xoxb-acme', 'T1', own);
    const bytes = Buffer.from(sealed.slice(2), 'base64');
    for (let place = 0; place < bytes.length; place += 1) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(place) ^ 1, place);
      expect(() => unseal(`k:${changed.toString('base64')}`, 'T1', own)).toThrow(SealBrokenError);
    }
    expect(() => unseal('k:', 'T1', own)).toThrow(SealBrokenError);
  });

  test('under a key that is not set says which, and what to do', () => {
    const other = keys(keyOf('other'));
    expect(() => unseal(seal('xoxb-acme', 'T1', own), 'T1', other)).toThrow(/TOKEN_KEYS does not hold: "k"/);
  });
});

describe('Installations', () => {
  test('are found again, and no token stands in the database', async () => {
    const { url, under } = await world();
    const store = await under(keys(keyOf('k')));
    await store.keep(acme, AT);
    expect(await store.find('T1')).toMatchObject(acme);
    expect(await store.find('T2')).toBeUndefined();
    expect(await everythingIn(url)).toContain('acme.slack.com');
    expect(await everythingIn(url)).not.toContain('xoxb-acme');
  });

  test('of one workspace do not open in the row of another', async () => {
    const { url, under } = await world();
    const store = await under(keys(keyOf('k')));
    await store.keep(acme, AT);
    await store.keep({ ...acme, workspace: 'T2', secret: 'xoxb-other' }, AT);
    await query(url, `update installations set sealed = $1 where workspace = 'T2'`, [
      await sealedIn(url, 'T1'),
    ]);
    await expect(store.find('T2')).rejects.toBeInstanceOf(SealBrokenError);
  });

  test('lose their tokens at once when the app is removed, and have new ones when it is back', async () => {
    const { url, under } = await world();
    const store = await under(keys(keyOf('k')));
    await store.keep(acme, AT);
    expect(await store.remove('T1', AT)).toBe(true);
    expect(await store.remove('T1', AT)).toBe(false);
    expect(await store.find('T1')).toBeUndefined();
    expect(await sealedIn(url, 'T1')).toBe('null');
    await store.keep({ ...acme, secret: 'xoxb-again' }, AT);
    expect(await store.find('T1')).toMatchObject({ secret: 'xoxb-again' });
  });

  test('are not removed by late news of an earlier installation', async () => {
    const { under } = await world();
    const store = await under(keys(keyOf('k')));
    await store.keep(acme, AT);
    const earlier = await store.find('T1');
    await store.keep({ ...acme, secret: 'xoxb-again' }, AT);
    expect(await store.remove('T1', AT, { generation: earlier?.generation ?? '' })).toBe(false);
    expect(await store.remove('T1', AT, { installedBefore: AT })).toBe(false);
    expect(await store.find('T1')).toMatchObject({ secret: 'xoxb-again' });
  });

  test('that are over leave no trace in a workspace that has the app by another token; others stay', async () => {
    const { url, under } = await world();
    const store = await under(keys(keyOf('k')));
    for (const workspace of ['T1', 'T2', 'T3']) await store.keep({ ...acme, workspace }, AT);
    for (const workspace of ['T1', 'T2']) await store.remove(workspace, AT);
    const { db } = await open(url);
    expect(await forgetRemoval(db, 'T1')).toBe(true);
    expect(await forgetRemoval(db, 'T1')).toBe(false);
    expect(await forgetRemoval(db, 'T3')).toBe(false);
    expect(await query(url, 'select workspace from installations order by 1')).toEqual([['T2'], ['T3']]);
  });

  test('move under a new key when they are read, and all of them at a start', async () => {
    const { url, under } = await world();
    const [older, newer] = [keyOf('2025'), keyOf('2026')];
    const before = await under(keys(older));
    for (const workspace of ['T1', 'T2', 'T3']) await before.keep({ ...acme, workspace }, AT);
    const both = await under(keys(newer, older));
    expect(await both.find('T1')).toMatchObject({ secret: 'xoxb-acme' });
    expect(await sealedIn(url, 'T1')).toMatch(/^2026:/);
    expect(await sealedIn(url, 'T2')).toMatch(/^2025:/);
    expect(await both.reseal()).toBe(2);
    expect(await both.reseal()).toBe(0);
    const after = await under(keys(newer));
    for (const workspace of ['T1', 'T2', 'T3'])
      expect(await after.find(workspace)).toMatchObject({ workspace, secret: 'xoxb-acme' });
  });

  test('under a key that is gone are named, and stay as they are', async () => {
    const { url, under } = await world();
    await (await under(keys(keyOf('lost')))).keep(acme, AT);
    const before = await sealedIn(url, 'T1');
    const given = keys(keyOf('new'));
    const store = await under(given);
    await expect(store.reseal()).rejects.toBeInstanceOf(UnknownKeyError);
    await expect(store.find('T1')).rejects.toBeInstanceOf(UnknownKeyError);
    expect(await sealedIn(url, 'T1')).toBe(before);
    expect(await missingKeys((await open(url)).db, given)).toEqual(['lost']);
  });
});

describe('Tokens that are renewed', () => {
  const ending = { ...acme, expiresAt: AT.getTime() + 60_000 };
  const later = ending.expiresAt + 1;

  /** One installation whose token is about to end. */
  async function endingSoon() {
    const { url, under } = await world();
    const own = keys(keyOf('k'));
    const [store, other] = [await under(own), await under(own)];
    await store.keep(ending, AT);
    const before = await store.find('T1');
    if (!before) throw new Error('It is not there.');
    return { url, store, other, before };
  }

  test('are exchanged once, whoever wants to at the same time', async () => {
    const { store, other, before } = await endingSoon();
    let exchanged = 0;
    const exchange = async (secret: string) => {
      exchanged += 1;
      return { secret: `${secret}-${exchanged}`, expiresAt: later };
    };
    const all = await Promise.all([store, other, store, other].map((each) => each.renew(before, exchange)));
    expect(exchanged).toBe(1);
    const after = await other.find('T1');
    expect(after).toMatchObject({ secret: 'xoxb-acme-1', expiresAt: later });
    // Who came too late has the old ones, which are still good, or the new ones; nobody has any others.
    const generations = new Set(all.map((found) => found?.generation));
    expect([before.generation, after?.generation]).toEqual(expect.arrayContaining([...generations]));
    expect(await store.renew(before, exchange)).toEqual(after);
    expect(exchanged).toBe(1);
  });

  test('stay as they are where the exchange fails, and can be exchanged at once by somebody else', async () => {
    const { store, other, before } = await endingSoon();
    await expect(store.renew(before, () => Promise.reject(new Error('not now')))).rejects.toThrow('not now');
    expect(await store.find('T1')).toEqual(before);
    const renewed = await other.renew(before, async () => ({ secret: 'new', expiresAt: later }));
    expect(renewed?.secret).toBe('new');
  });

  test('are kept also where the database fails in the moment in which Slack has given them', async () => {
    const { url, store, before } = await endingSoon();
    const renewed = await store.renew(before, async () => {
      await query(url, 'alter table installations rename to away');
      setTimeout(() => void query(url, 'alter table away rename to installations'), 100);
      return { secret: 'given once', expiresAt: later };
    });
    expect(renewed).toMatchObject({ secret: 'given once', expiresAt: later });
  });

  test('leave the connections to others while Slack takes its time', async () => {
    const url = await createDatabase();
    const { db } = await open(url, 4);
    const store = createInstallations(db, keys(keyOf('k')));
    const workspaces = Array.from({ length: 12 }, (_, index) => `T${index}`);
    let answer: () => void = () => undefined;
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    let asked = 0;
    for (const workspace of workspaces) await store.keep({ ...ending, workspace }, AT);
    const renewals = workspaces.map(async (workspace) => {
      const found = await store.find(workspace);
      if (!found) throw new Error('It is not there.');
      return store.renew(found, async () => {
        asked += 1;
        await answered;
        return { secret: 'new', expiresAt: later };
      });
    });
    await eventually(() => asked === workspaces.length);
    expect(await store.find('T3')).toMatchObject({ secret: 'xoxb-acme' });
    answer();
    expect((await Promise.all(renewals)).every((renewed) => renewed?.secret === 'new')).toBe(true);
  });

  test('are left alone where the app was removed meanwhile', async () => {
    const { store, before } = await endingSoon();
    await store.remove('T1', AT);
    expect(await store.renew(before, () => Promise.reject(new Error('not asked')))).toBeUndefined();
  });
});
