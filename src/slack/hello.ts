/**
 * What we say when we are added to a channel: what we do, what we read and where that goes, how to ask.
 * @param follows whether threads of this channel may be read without a mention
 */
export function helloText({ reader, follows }: { reader: string; follows: boolean }): string {
  const read = follows
    ? 'the message that calls me and the thread below it'
    : 'only messages that mention me';
  return [
    'Hello. I advise on one question: *should we fine-tune an LLM?* You get a verdict, the one experiment to try first, and your own words as reasons.',
    `I read ${read}; nothing else here. ${reader}`,
    'To ask: `/finetune` and your situation in a sentence or two, or mention me in a thread. Until then I am quiet.',
  ].join('\n');
}
