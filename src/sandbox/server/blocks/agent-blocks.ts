import { z } from 'zod';
import { richText } from './rich-text-block.ts';
import { identifier, plainText } from './text-objects.ts';

const block_id = identifier.optional();
const source = z.strictObject({
  type: z.literal('url'),
  url: z.string().min(1).max(3_000),
  text: z.string().min(1),
});

export const taskCard = z.strictObject({
  type: z.literal('task_card'),
  block_id,
  task_id: z.string().min(1),
  title: z.string().min(1),
  status: z.enum(['pending', 'in_progress', 'complete', 'error']).optional(),
  details: richText.optional(),
  output: richText.optional(),
  sources: z.array(source).optional(),
});

export const plan = z.strictObject({
  type: z.literal('plan'),
  block_id,
  plan_id: z.string().optional(),
  title: z.union([z.string().min(1), plainText()]),
  /** Within a plan a task may leave its type out. */
  tasks: z.array(taskCard.extend({ type: z.literal('task_card').optional() })).optional(),
});
