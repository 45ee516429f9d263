import { z } from 'zod';

/**
 * The twelve pieces of advice, in the order of the drawn ladder: from asking, over what is cheap to try, to what
 * costs most. Ids are fixed; cases, evaluations and other people's packs rely on them.
 */
export const ROUTES = [
  'ask-more',
  'rent-first',
  'prompt-first',
  'curate',
  'rag-first',
  'fix-data',
  'tune-rag',
  'tune-embeddings',
  'start-small',
  'ftaas',
  'fine-tune',
  'do-not-fine-tune',
] as const;

export const Route = z.enum(ROUTES);
export type Route = z.infer<typeof Route>;

/** How firmly a verdict stands: all it needs is stated, something is still to be asked, or not our subject. */
export const Standing = z.enum(['recommended', 'ask', 'out-of-scope']);
export type Standing = z.infer<typeof Standing>;
