import { beforeAll, describe, expect, test } from '@jest/globals';
import { type VerifyItem, verifyItems } from '../support/golden.ts';
import { fate } from '../support/verifier.ts';

/** Items whose quotation is always exact; what is told apart is whether the sentence states the fact. */
let judged: { item: VerifyItem; stated: boolean }[];
beforeAll(async () => {
  judged = await Promise.all(
    (await verifyItems()).map(async (item) => ({
      item,
      stated: (await fate(item.message, item.fact.key, item.fact.value, item.quote)) === 'stated',
    })),
  );
});

const of = (isTrue: boolean) => judged.filter(({ item }) => item.true === isTrue);
const idsOf = (list: typeof judged): string => list.map(({ item }) => `${item.id} (${item.kind})`).join(', ');

describe('facts under true quotations, those that hold and those that do not', () => {
  test('there are at least 120 true and 120 false ones', () => {
    expect([of(true).length >= 120, of(false).length >= 120]).toEqual([true, true]);
  });

  test('at least 97 % of the false ones are kept out', () => {
    const let_through = of(false).filter(({ stated }) => stated);
    expect({
      ids: idsOf(let_through),
      enough: 1 - let_through.length / of(false).length >= 0.97,
    }).toMatchObject({
      enough: true,
    });
  });

  test('at least 93 % of the true ones are let through', () => {
    const missed = of(true).filter(({ stated }) => !stated);
    expect({ ids: idsOf(missed), enough: 1 - missed.length / of(true).length >= 0.93 }).toMatchObject({
      enough: true,
    });
  });
});
