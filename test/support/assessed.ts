import { assess } from '../../src/advisor/assessment.ts';
import type { Statement } from '../../src/advisor/fact.ts';
import { merge } from '../../src/advisor/merge.ts';
import { createOfflineCurator } from '../../src/curator/offline/offline-curator.ts';
import type { TurnResult } from '../../src/store/save-turn.ts';
import { ownPack, ownReady } from '../runner/own-guidance.ts';

/** What the offline curator makes of messages, as a turn of a case. @param at when they were written */
export async function turnOf(
  texts: readonly string[],
  at: Date,
  changes: Partial<TurnResult> = {},
): Promise<TurnResult> {
  const statements = await statementsOf(texts, at);
  const pack = await ownPack();
  return {
    turn: 1,
    statements,
    written: new Map(),
    assessment: assess(merge(statements, pack.vocabulary), pack),
    proposal: undefined,
    summary: [],
    curator: 'offline',
    shared: undefined,
    languageTold: false,
    outgoing: [],
    writes: [],
    done: [],
    gatherMs: 2_000,
    at,
    ...changes,
  };
}

/** What the offline curator reads in messages of U1, whose ids are 1.0, 2.0, … */
export async function statementsOf(texts: readonly string[], at: Date): Promise<Statement[]> {
  const curator = createOfflineCurator((await ownReady()).lexicon);
  const messages = texts.map((text, index) => ({
    id: `${index + 1}.0`,
    author: 'U1',
    text,
    at: at.getTime(),
  }));
  const { statements } = await curator.read({ messages, situation: { facts: [], conflicts: [] } });
  return statements;
}
