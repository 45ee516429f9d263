import type { App } from '@slack/bolt';

/** What somebody may want to begin with in a direct message. */
const PROMPTS: [{ title: string; message: string }, ...{ title: string; message: string }[]] = [
  {
    title: 'Our bot makes things up',
    message:
      'Our support bot makes up rules. We have some hundred Q&A pairs. Should we fine-tune a model on them?',
  },
  {
    title: 'The bill is too high',
    message: 'A large model sorts our tickets well, but it costs too much. Would a small tuned model do?',
  },
  {
    title: 'Search returns the wrong page',
    message:
      'We have RAG over our documents, and it often returns the wrong page. Do we tune the embeddings?',
  },
];

/** Suggests how to begin when somebody opens the direct message. */
export function listenForHome(app: App): void {
  app.event('app_home_opened', async ({ event, client, logger }) => {
    if (event.tab !== 'messages') return;
    try {
      // Without thread_ts: with it the call silently does nothing for agents.
      await client.apiCall('assistant.threads.setSuggestedPrompts', {
        channel_id: event.channel,
        title: 'What is your situation?',
        prompts: PROMPTS,
      });
    } catch (error) {
      logger.debug('no prompts could be suggested', error);
    }
  });
}
