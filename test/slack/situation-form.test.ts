import { describe, expect, test } from '@jest/globals';
import { readForm, situationForm } from '../../src/slack/situation-form.ts';

const filled = (fields: Record<string, string | null>) =>
  Object.fromEntries(Object.entries(fields).map(([id, value]) => [id, { text: { value } }]));

describe('the form', () => {
  test('asks for the situation, and for three things that may be left out', () => {
    const { blocks } = situationForm('C1', undefined);
    const fields = blocks.map((block) => [block.block_id, 'optional' in block && block.optional]);
    expect(fields).toEqual([
      ['situation', false],
      ['data', true],
      ['tried', true],
      ['volume', true],
    ]);
  });

  test('remembers where it was called for', () => {
    const { private_metadata: metadata = '' } = situationForm('C1', 'https://example.org/answer');
    expect(JSON.parse(metadata)).toEqual({ channel: 'C1', responseUrl: 'https://example.org/answer' });
  });
});

describe('a submitted form', () => {
  test('becomes one message, each part with what it is about', () => {
    const form = filled({
      situation: ' Our bot invents rules. ',
      data: '800 Q&A pairs',
      tried: 'few-shot prompts',
      volume: '15,000 a day',
    });
    expect(readForm(form)).toEqual({
      text: 'Our bot invents rules.\nOur data: 800 Q&A pairs\nTried so far: few-shot prompts\nUse: 15,000 a day',
    });
  });

  test('leaves out what was left out', () => {
    const form = filled({ situation: 'Our bot invents rules.', data: null, tried: '  ', volume: '' });
    expect(readForm(form)).toEqual({ text: 'Our bot invents rules.' });
  });

  test.each([null, '', '   \n  ', 'hm', '........'])(
    'with %j as the situation is asked again',
    (situation) => {
      expect(readForm(filled({ situation, data: '800 pairs' }))).toEqual({
        errors: { situation: expect.stringMatching(/Say in a sentence/) },
      });
    },
  );
});
