import { createHash } from 'node:crypto';
import type { ThreadReader } from '../../cases/read-thread.ts';
import type { LlmConfig } from '../../config.ts';
import type { ChatClient } from '../../curator/llm/chat.ts';
import { observed } from '../../curator/llm/observed-chat.ts';
import type { Price } from '../../curator/price.ts';
import type { ReadyPack } from '../../curator/ready-pack.ts';
import { createCurators } from '../../curators.ts';
import type { Prices } from '../../prices.ts';
import { readVersion } from '../../version.ts';
import type { EvalCase } from '../eval-case.ts';

/** Which curator to evaluate: a model, or the offline one. */
export interface Choice {
  /** How it is called in reports; no two have the same. */
  name: string;
  /** Undefined: read offline. */
  llm: LlmConfig | undefined;
}

/** What the results of a curator depend on, for people and for whoever compares reports. */
export interface About {
  name: string;
  model: string | null;
  /** The server's address, without what it may hold of names and passwords; null where it is the usual one. */
  server: string | null;
  pack: string;
  prompts: string;
  version: string;
}

/** A curator that takes part in an evaluation. */
export interface Contestant {
  about: About;
  reader: ThreadReader;
  /** Undefined when nobody told it. */
  price: Price | undefined;
}

/** Reading offline costs nothing. */
const FREE: Price = { input: 0, cachedInput: 0, output: 0 };

/** @param around what stands between a curator and its model, such as a recorder */
export async function createContestant(
  { name, llm }: Choice,
  ready: ReadyPack,
  prices: Prices | undefined,
  around: (chat: ChatClient, model: string) => ChatClient = (chat) => chat,
): Promise<Contestant> {
  const model = llm?.model;
  const curators = await createCurators({ llm }, ready, undefined, (chat) =>
    observed(around(chat, model ?? '')),
  );
  return {
    about: {
      name,
      model: model ?? null,
      server: llm?.baseUrl === undefined ? null : withoutSecrets(llm.baseUrl),
      pack: ready.pack.version,
      prompts: curators.versions.prompts,
      version: readVersion(),
    },
    reader: { pack: ready.pack, curator: curators.llm ?? curators.offline, answer: ready.answer },
    price: llm ? prices?.of(llm.model, llm.baseUrl) : FREE,
  };
}

function withoutSecrets(address: string): string {
  const { origin, pathname } = new URL(address);
  return `${origin}${pathname}`;
}

/** Names one run of a case by a curator: the same key, the same result, but for what a model makes of it. */
export const keyOf = (labelled: EvalCase, about: About, run: number): string =>
  createHash('sha256')
    .update(JSON.stringify([labelled, about, run]))
    .digest('hex');
