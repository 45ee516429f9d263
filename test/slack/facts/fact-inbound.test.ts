import { describe, expect, test } from '@jest/globals';
import { FACT_FORM, type FactFormMeta } from '../../../src/slack/facts/fact-form.ts';
import { factInButton, factOfButton } from '../../../src/slack/facts/pressed-fact.ts';
import { toInbound } from '../../../src/slack/inbound.ts';
import { submission, TEAM } from '../payloads.ts';

const NOW = 1_763_650_000_000;
const CASE = '0a1b2c3d-0000-8000-8000-000000000000';

const pressed = (actionId: string, value: string | undefined) => ({
  type: 'block_actions',
  team: { id: TEAM, domain: 'team' },
  enterprise: null,
  user: { id: 'U1ANA', username: 'ana' },
  trigger_id: '1.2.abc',
  channel: { id: 'C1', name: 'llm-help' },
  actions: [{ action_id: actionId, action_ts: '1763640000.5', type: 'button', block_id: 'b', value }],
});

const META: FactFormMeta = {
  caseId: CASE,
  deed: 'answered',
  numbers: { examples: { unit: 'examples', least: 0, most: 1000 } },
};
type Entered = Record<string, { value?: string | null; selected_option?: { value: string } | null }>;
const sent = (entered: Entered, metadata: string = JSON.stringify(META)) => {
  const form = submission({});
  const state = {
    values: Object.fromEntries(Object.entries(entered).map(([key, value]) => [`fact:${key}`, { value }])),
  };
  return { ...form, view: { ...form.view, callback_id: FACT_FORM, private_metadata: metadata, state } };
};

describe('a button about a fact', () => {
  test('is kept for its case, with what it sets', () => {
    const value = factInButton({ caseId: CASE, key: 'has_retrieval', value: true });
    expect(toInbound(pressed('confirm_fact_2', value), NOW)).toEqual({
      workspace: TEAM,
      eventKey: 'action:1.2.abc',
      channel: 'C1',
      caseId: CASE,
      threadTs: undefined,
      opening: undefined,
      body: {
        kind: 'facts',
        user: 'U1ANA',
        at: NOW,
        id: 'U1ANA-1763640000.5',
        deed: 'confirmed',
        facts: [{ key: 'has_retrieval', value: true }],
      },
      at: NOW,
    });
  });

  test.each([true, 0.005, 'a: "b": c', ''])('carries any value there and back: %j', (value) => {
    const fact = { caseId: CASE, key: 'model', value };
    expect(factOfButton(factInButton(fact))).toEqual(fact);
  });

  test.each([
    undefined,
    '',
    CASE,
    `${CASE}:gap`,
    `${CASE}:gap:knowledge`,
    `${CASE}:gap:null`,
    `${CASE}:gap:{}`,
  ])('whose value is none is not kept: %j', (value) => {
    expect(toInbound(pressed('settle_fact_1', value), NOW)).toBeUndefined();
  });
});

describe('a form about facts', () => {
  test('is kept as what was filled in, once a form', () => {
    const entered = {
      gap: { selected_option: { value: '"search"' } },
      has_retrieval: { selected_option: { value: 'null' } },
      examples: { value: ' 0.8k ' },
      model: { value: 'Llama 3\n 8B' },
      score: { value: null },
    };
    expect(toInbound(sent(entered), NOW)).toMatchObject({
      eventKey: 'form:V1',
      caseId: CASE,
      body: {
        kind: 'facts',
        deed: 'answered',
        facts: [
          { key: 'gap', value: 'search' },
          { key: 'examples', value: 800 },
          { key: 'model', value: 'Llama 3 8B' },
        ],
      },
    });
  });

  test('with an error in it, with nothing in it, or of another making, is not', () => {
    const good = { model: { value: 'GPT-4o' } };
    expect(toInbound(sent({ ...good, examples: { value: '5000' } }), NOW)).toBeUndefined();
    expect(toInbound(sent({ model: { value: '  ' } }), NOW)).toBeUndefined();
    expect(toInbound(sent(good, ''), NOW)).toBeUndefined();
    expect(toInbound(sent(good, '{"caseId":"x"}'), NOW)).toBeUndefined();
    expect(toInbound(sent({ model: { selected_option: { value: '{' } } }), NOW)).toBeUndefined();
  });
});
