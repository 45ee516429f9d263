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

  test.each(['status', ' STATUS '])('%j asks for the cases of the channel', (text) => {
    expect(readCommand(text)).toEqual({ kind: 'status' });
  });

  test.each(['usage', ' Usage '])('%j asks what was used', (text) => {
    expect(readCommand(text)).toEqual({ kind: 'usage' });
  });

  test.each([
    ['digest', 'change'],
    ['Digest change', 'change'],
    ['digest  Preview', 'preview'],
    ['digest pause', 'pause'],
    ['digests resume', 'resume'],
    ['digest stop', 'stop'],
  ])('%j is about the digest', (text, deed) => {
    expect(readCommand(text)).toEqual({ kind: 'digest', deed });
  });

  test.each([
    ['digest puase', 'digest pause'],
    ['digest weekly', 'digest'],
    ['digset', 'digest'],
  ])('%j is nothing that can be done with a digest; %j is the nearest', (text, meant) => {
    expect(readCommand(text)).toEqual({ kind: 'unknown', word: text, meant });
  });

  test.each(['forget', 'Forget', 'forget me', 'forget everything', 'forget this case'])(
    '%j asks to forget',
    (text) => {
      expect(readCommand(text)).toEqual({ kind: 'forget' });
    },
  );

  test.each([
    ['guide', ''],
    ['Guide  LoRA', 'LoRA'],
    ['guide data quality?', 'data quality'],
    ['guide how many examples', 'how many examples'],
  ])('%j asks for the guide', (text, topic) => {
    expect(readCommand(text)).toEqual({ kind: 'guide', topic });
  });

  test.each([
    ['hlep', 'help'],
    ['stauts', 'status'],
    ['statsu', 'status'],
    ['guid', 'guide'],
    ['useage', 'usage'],
    ['forgte', 'forget'],
    ['setings', 'settings'],
    ['preferences', undefined],
    ['Hilfe', undefined],
    ['помощь', undefined],
    ['list-cases', undefined],
  ])('%j is no sub-command that we know; %j is the nearest', (text, meant) => {
    expect(readCommand(text)).toEqual({ kind: 'unknown', word: text, meant });
  });

  test.each([
    'Our bot invents rules.',
    'digest our tickets with a small model',
    'help me decide whether to tune',
    'forget about RAG, should we train?',
    'guide us: our bot invents rules. Should we train it?',
    'status of our bot: it invents rules',
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
    expect(unknownCommand('preferences', undefined)).toMatch(/`\/finetune preferences`.*\/finetune help/);
    expect(unknownCommand('stauts', 'status')).toMatch(
      /`\/finetune stauts`.*Did you mean `\/finetune status`/,
    );
  });
});
