import type { z } from 'zod';
import type { JsonObject } from '../../wire/json.ts';
import type { World } from '../world/world.ts';
import { parseArgs } from './parse-args.ts';

/** Slack's rate tiers, and the two kinds that have rules of their own. */
export type Tier = 1 | 2 | 3 | 4 | 'post' | 'history' | 'special';

/** What a method works with. */
export interface ApiContext {
  world: World;
  /** Makes the address of a new Socket Mode connection. */
  openSocketUrl(): string;
}

/** A method of the Web API, ready to be called with the raw arguments of a form. */
export interface Method {
  name: string;
  /** The kind of token that it wants. */
  token: 'bot' | 'app' | 'none';
  /** The scope without which it answers `missing_scope`; some methods check theirs by channel instead. */
  scope?: string;
  tier: Tier;
  run(args: Record<string, string>, api: ApiContext): JsonObject | Promise<JsonObject>;
}

interface MethodDefinition<Args extends z.ZodType> {
  name: string;
  token?: Method['token'];
  scope?: string;
  tier: Tier;
  args: Args;
  run(args: z.infer<Args>, api: ApiContext): JsonObject | Promise<JsonObject>;
}

/** @returns a method that parses its arguments before it runs; `ok: true` is added to what it answers */
export function defineMethod<Args extends z.ZodType>(definition: MethodDefinition<Args>): Method {
  const { args: schema, run, token = 'bot', ...rest } = definition;
  return {
    ...rest,
    token,
    async run(raw, api) {
      return { ok: true, ...(await run(parseArgs(schema, raw), api)) };
    },
  };
}
