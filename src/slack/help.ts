/** What `/finetune help` says, to the asker alone. */
export function helpText(options: { reader: string }): string {
  return [
    '*Tune or Not* advises on one question: should we fine-tune an LLM?',
    '• `/finetune` and your situation in a few sentences: what goes wrong, what data you have, what you tried. I open a thread with an answer.',
    '• `/finetune` alone opens a form.',
    '• `/finetune status`: the cases of this channel, their open questions and steps.',
    '• `/finetune digest` sets up a reminder of what is left to do: of this channel, or in our direct messages of your own steps and decisions. `preview` after it shows one to you alone; `pause`, `resume`, `change` and `stop` do as they say.',
    '• `/finetune guide` shows what I advise from; `/finetune guide` and a topic searches it.',
    '• `/finetune usage`: what reading took here today and in 30 days, in calls, tokens and dollars, and the limits of a day.',
    '• `/finetune forget` deletes a case, or everything of yours. It asks first.',
    '• `/finetune settings`, for admins: which model reads in this workspace, its limit a day, and how long text is kept.',
    '• Mention me in a thread, or choose *Assess this thread* in a message’s menu, and I read what was said there and answer below it. Write to me directly, and it stays between us.',
    '• In a case’s thread, mention me with one word: `why`, `facts`, `plan`, `stop`, `follow` or `forget`.',
    'In the thread, just go on talking: new facts update the answer, questions get one from my guidance. Every sentence of mine is written by hand, computed, or quoted from you with a link.',
    `What I read and where it goes: I read the message that calls me and the thread below it. ${options.reader}`,
  ].join('\n');
}

/** @param meant the sub-command that the word is close to, if any */
export function unknownCommand(word: string, meant: string | undefined): string {
  const instead = meant ? `Did you mean \`/finetune ${meant}\`?` : 'Try `/finetune help`.';
  return `I do not know \`/finetune ${word}\`. ${instead} If “${word}” is meant as your situation, say it in a sentence.`;
}
