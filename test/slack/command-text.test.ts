import { describe, expect, test } from '@jest/globals';
import { readCommand } from '../../src/slack/command-text.ts';
import { helpText, unknownCommand } from '../../src/slack/help.ts';

describe('what is typed after /finetune', () => {
  test.each(['', '   ', '\n'])('%j asks for the form', (text) => {
    expect(readCommand(text)).toEqual({ kind: 'form' });
  });

  test.each(['help', 'HELP', ' Help ', '?', '--help', '-h'])('%j asks for help', (text) => {
    expect(readCommand(text)).toEqual({ kind: 'help' });
  });

  test.each(['status', 'settings', 'hlep', 'Hilfe', 'помощь', 'list-cases'])(
    '%j is no sub-command that we know',
    (text) => {
      expect(readCommand(text)).toEqual({ kind: 'unknown', word: text });
    },
  );

  test.each([
    'Our bot invents rules.',
    'help me decide whether to tune',
    'why?',
    '🤖🤖',
    '`model.fit()`',
    '我们的机器人编造退款规则，要不要微调模型？',
    'x'.repeat(40_000),
  ])('a text like %j is a situation', (text) => {
    expect(readCommand(text)).toEqual({ kind: 'situation', text });
  });
});

describe('help', () => {
  test('says how to ask in every way, and what is read by whom', () => {
    const text = helpText({ reader: 'No model reads it.' });
    for (const word of ['/finetune', 'form', 'Mention me', 'directly', 'No model reads it.'])
      expect(text).toContain(word);
  });

  test('an unknown word is named, with what to do', () => {
    expect(unknownCommand('status')).toMatch(/`\/finetune status`.*\/finetune help/);
  });
});
