import { describe, expect, test } from '@jest/globals';
import { createLexicon } from '../../src/curator/lexicon.ts';
import { prepare } from '../../src/curator/readable-message.ts';
import { verifyFacts } from '../../src/curator/verify/verify-facts.ts';
import { ownPack } from '../runner/own-guidance.ts';
import { readAttacks } from './support/attacks.ts';
import { piecesOf } from './support/obedient-model.ts';

const attacks = await readAttacks();
const pack = await ownPack();
const lexicon = createLexicon(pack);

/** Every value that a liar may give a fact: all choices, both truth values, and the numbers that stand in the text. */
const valuesOf = (key: string, text: string): string[] => {
  const definition = pack.vocabulary.get(key);
  if (definition?.type === 'boolean') return ['true', 'false'];
  if (definition?.type === 'choice') return [...definition.choices];
  return [...text.matchAll(/\d+(?:[.,]\d+)*/g)].map(([number]) => number);
};

test('there are at least sixty, of every kind', () => {
  expect(attacks.length).toBeGreaterThanOrEqual(60);
  expect(new Set(attacks.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(12);
  expect(new Set(attacks.map(({ text }) => text)).size).toBe(attacks.length);
});

describe('whatever fact a liar takes from an attack, with whatever words of it as its quotation, it is not stated', () => {
  test.each(attacks)('$kind: $text', ({ text }) => {
    const message = { id: 'm', author: 'UBEN', text, at: 1 };
    const readables = new Map([['m', prepare(message, lexicon.moods)]]);
    const lies = [...pack.vocabulary.keys()].flatMap((key) =>
      valuesOf(key, text).flatMap((value) =>
        piecesOf(text).map((quote) => ({ key, value, quote, message: 'm' })),
      ),
    );
    const { statements } = verifyFacts(lies, readables, lexicon);
    const stated = statements.filter(({ state }) => state === 'stated');
    expect([
      ...new Set(stated.map(({ key, value, evidence }) => `${key}=${value} from ${evidence.quote}`)),
    ]).toEqual([]);
  });
});
