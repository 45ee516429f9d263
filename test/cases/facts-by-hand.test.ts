import { beforeAll, describe, expect, test } from '@jest/globals';
import type { FactState, FactValue, Statement } from '../../src/advisor/fact.ts';
import { merge } from '../../src/advisor/merge.ts';
import type { Pack } from '../../src/advisor/pack.ts';
import { EMPTY_SITUATION } from '../../src/advisor/situation.ts';
import { factsByHand } from '../../src/cases/acts/facts-by-hand.ts';
import type { FactDeed, InboxBody } from '../../src/store/inbound.ts';
import { ownPack } from '../runner/own-guidance.ts';

const AT = Date.UTC(2026, 10, 20);
type Facts = Extract<InboxBody, { kind: 'facts' }>;

let pack: Pack;
beforeAll(async () => {
  pack = await ownPack();
});

const set = (deed: FactDeed, key: string, value: FactValue, changes: Partial<Facts> = {}) =>
  factsByHand({ kind: 'facts', user: 'ana', at: AT, id: 'V1', deed, facts: [{ key, value }], ...changes });
const said = (key: string, value: FactValue, by: string, state: FactState, at = AT - 1000): Statement => ({
  key,
  value,
  state,
  evidence: { quote: 'as said', author: by, at, message: '1.0' },
});
const known = (...statements: Statement[]) => merge(statements, pack.vocabulary);

describe('a fact that somebody sets by hand', () => {
  test('is their word, quoted from the line that is posted', () => {
    const byHand = set('answered', 'has_retrieval', false).byHand?.(EMPTY_SITUATION, pack);
    const quote = 'Is there a retrieval step today? You have no retrieval yet';
    const message = `said:${AT}-V1`;
    expect(byHand?.statements).toEqual([
      {
        key: 'has_retrieval',
        value: false,
        state: 'corrected',
        evidence: { quote, author: 'ana', at: AT, message },
      },
    ]);
    expect(byHand?.key).toBe(message);
  });

  test('with a long question is quoted by its answer, which is a part of the line too', () => {
    const byHand = set('answered', 'gap', 'accuracy').byHand?.(EMPTY_SITUATION, pack);
    expect(byHand?.statements[0]?.evidence.quote).toBe(
      'Results are too often wrong for a reason other than missing facts',
    );
  });

  test('outranks what is known also where Slack’s clock is ahead of ours', () => {
    const ahead = said('has_retrieval', true, 'ben', 'stated', AT + 60_000);
    const byHand = set('corrected', 'has_retrieval', false).byHand?.(known(ahead), pack);
    const { facts } = merge([ahead, ...(byHand?.statements ?? [])], pack.vocabulary);
    expect(facts).toMatchObject([{ value: false, evidence: { author: 'ana' } }]);
  });

  test('names what it took the place of, by whose word or as a reading of ours', () => {
    const instead = (state: FactState) =>
      set('corrected', 'has_retrieval', false).byHand?.(
        known(said('has_retrieval', true, 'ben', state)),
        pack,
      )?.said.lines[0]?.instead;
    expect(instead('stated')).toEqual({ answer: 'You have a retrieval step', of: 'ben' });
    expect(instead('inferred')).toEqual({ answer: 'You have a retrieval step' });
  });

  test.each<[string, FactValue]>([
    ['no_such_fact', true],
    ['gap', 'boredom'],
    ['score', 250],
    ['has_retrieval', 'perhaps'],
  ])('is left out when the pack does not take it (any more): %s %j', (key, value) => {
    expect(set('answered', key, value).byHand?.(EMPTY_SITUATION, pack)).toBeUndefined();
  });

  test('and is known by hand already is not told again when it is pressed, whoever presses', () => {
    const bens = known(said('has_retrieval', true, 'ben', 'corrected'));
    expect(set('confirmed', 'has_retrieval', true).byHand?.(bens, pack)).toBeUndefined();
    expect(set('settled', 'has_retrieval', true).byHand?.(bens, pack)).toBeUndefined();
    expect(set('answered', 'has_retrieval', true).byHand?.(bens, pack)).toBeDefined();
    expect(set('answered', 'has_retrieval', true, { user: 'ben' }).byHand?.(bens, pack)).toBeUndefined();
  });

  test('is taken out by the value that holds, and only while it is known', () => {
    const remove = set('removed', 'has_retrieval', true);
    expect(remove.byHand?.(EMPTY_SITUATION, pack)).toBeUndefined();
    const byHand = remove.byHand?.(known(said('has_retrieval', false, 'ben', 'stated')), pack);
    expect(byHand?.said.lines[0]?.answer).toBe('You have no retrieval yet');
    expect(byHand?.statements[0]?.state).toBe('removed');
  });
});
