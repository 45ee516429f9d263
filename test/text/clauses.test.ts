import { describe, expect, test } from '@jest/globals';
import { clauses } from '../../src/text/clauses.ts';

const split = (text: string): string[] =>
  clauses(text, { start: 0, end: text.length }).map(({ start, end }) => text.slice(start, end).trim());

describe('a sentence falls into its statements', () => {
  test.each<[string, string, string[]]>([
    ['at "but"', 'We have no eval but the labels are there', ['We have no eval', 'but the labels are there']],
    ['at "because"', 'It fails because the page is missing', ['It fails', 'because the page is missing']],
    [
      'at "since" that gives a reason',
      'We wait since the labels are bad',
      ['We wait', 'since the labels are bad'],
    ],
    [
      'at a comma behind which somebody does something',
      'It is slow, we pay too much',
      ['It is slow', 'we pay too much'],
    ],
    [
      'at semicolons, colons, brackets',
      'eval: none; labels (800) exist',
      ['eval', 'none', 'labels', '800', 'exist'],
    ],
    ['at a dash', 'it guesses - the rules change weekly', ['it guesses', 'the rules change weekly']],
    [
      'in German and Spanish',
      'Es ist gut aber teuer, und wir zahlen pero mucho',
      ['Es ist gut', 'aber teuer', 'und wir zahlen', 'pero mucho'],
    ],
  ])('%s', (_, text, expected) => {
    expect(split(text)).toEqual(expected);
  });
});

describe('a statement stays whole', () => {
  test.each([
    ['over the commas of a list', 'no reranker, hybrid search or rewriting'],
    ['over "since" that tells a time', 'we have kept since 2019 all the answers'],
    ['over a colon in a time or a link', 'it ran at 10:30 today'],
    ['over a hyphen in a word', 'a fine-tuned model'],
  ])('%s', (_, text) => {
    expect(split(text)).toEqual([text]);
  });
});

test('places are those of the whole text', () => {
  const text = 'One. It is slow but right.';
  expect(
    clauses(text, { start: 5, end: text.length }).map(({ start, end }) => text.slice(start, end)),
  ).toEqual(['It is slow', 'but right.']);
});
