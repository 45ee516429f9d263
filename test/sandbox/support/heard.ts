import type { App } from '@slack/bolt';

/** What a Bolt app heard, in the order in which it heard it. */
export interface Heard {
  type: string;
  subtype?: string | undefined;
  text?: string | undefined;
  id: string;
  retry?: number | undefined;
}

/** Collects every message and mention, as Bolt hands it on. */
export function collect(heard: Heard[]) {
  return (app: App) => {
    app.use(async ({ body, context, next }) => {
      if ('event' in body) {
        const { event } = body;
        const inner = 'message' in event ? event.message : undefined;
        const text = inner && 'text' in inner ? inner.text : 'text' in event ? event.text : undefined;
        const subtype = 'subtype' in event ? event.subtype : undefined;
        heard.push({ type: event.type, subtype, text, id: String(body.event_id), retry: context.retryNum });
      }
      await next();
    });
  };
}
