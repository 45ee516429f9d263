import type { z } from 'zod';
import { ActionBody, ShortcutBody, SubmissionBody, typeOf } from './bodies.ts';

const SHAPES: ReadonlyMap<unknown, z.ZodType> = new Map<unknown, z.ZodType>([
  ['block_actions', ActionBody],
  ['view_submission', SubmissionBody],
  ['message_action', ShortcutBody],
]);

/**
 * Whether what people did with a button, a form or a shortcut is not put as Slack puts it. The guard and all listeners
 * rely on that shape; what has another one never reaches them. A press without a type is none that the guard would know:
 * only commands have no type.
 */
export function isMalformed(body: unknown): boolean {
  const type = typeOf(body);
  if (type === undefined) return !isCommand(body);
  const shape = SHAPES.get(type);
  return shape !== undefined && !shape.safeParse(body).success;
}

const isCommand = (body: unknown): boolean => typeof body === 'object' && body !== null && 'command' in body;
