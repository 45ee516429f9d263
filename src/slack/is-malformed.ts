import type { z } from 'zod';
import { ActionBody, ShortcutBody, SubmissionBody, typeOf } from './bodies.ts';

const SHAPES: ReadonlyMap<unknown, z.ZodType> = new Map<unknown, z.ZodType>([
  ['block_actions', ActionBody],
  ['view_submission', SubmissionBody],
  ['message_action', ShortcutBody],
]);

/**
 * Whether what people did with a button, a form or a shortcut is not put as Slack puts it. The guard and all listeners
 * rely on that shape; what has another one never reaches them.
 */
export function isMalformed(body: unknown): boolean {
  const shape = SHAPES.get(typeOf(body));
  return shape !== undefined && !shape.safeParse(body).success;
}
