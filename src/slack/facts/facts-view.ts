import type { ActionsBlock, KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { Pack } from '../../advisor/pack.ts';
import type { Situation } from '../../advisor/situation.ts';
import type { Setting } from '../blocks/people.ts';
import { mrkdwn } from '../blocks/text-blocks.ts';
import { readMemory } from '../read-memory.ts';
import { Done } from './done.ts';
import { disputeItem, factItem } from './fact-items.ts';
import { fitted } from './fitted.ts';

export const FACTS_VIEW = 'facts_view';
export const ADD_ACTION = 'add_fact';

/** Each takes two blocks of the hundred that a modal holds. */
const MOST_SHOWN = 45;
/** A menu holds no more. */
const MOST_ADDABLE = 100;
const LONGEST_OPTION = 75;

/** What the view carries along: the case, and what its reader did here. */
const FactsMeta = z.object({ caseId: z.string(), done: Done });
type FactsMeta = z.infer<typeof FactsMeta>;

/** Reads what a view carries along; undefined for another view. */
export const factsMetaOf = (privateMetadata: string): FactsMeta | undefined =>
  readMemory(privateMetadata, FactsMeta);

/** All that we go by: what people differ about, each fact with its words, and a menu of what is missing. */
export function factsView(
  situation: Situation,
  done: Done,
  pack: Pack,
  setting: Setting,
  notice?: string,
): ModalView {
  const items = [
    ...situation.conflicts.map((conflict) => disputeItem(conflict, done, pack, setting)),
    ...situation.facts.map((fact) => factItem(fact, done, pack, setting)),
  ].filter((blocks) => blocks.length > 0);
  const meta: FactsMeta = { caseId: setting.place.caseId, done };
  const more = items.length - MOST_SHOWN;
  return {
    type: 'modal',
    callback_id: FACTS_VIEW,
    private_metadata: JSON.stringify(meta),
    title: { type: 'plain_text', text: 'What I go by' },
    close: { type: 'plain_text', text: 'Done' },
    blocks: [
      ...(notice === undefined ? [] : [note(notice)]),
      note(items.length === 0 ? EMPTY : INTRO),
      ...addition(situation, done, pack),
      ...items.slice(0, MOST_SHOWN).flat(),
      ...(more > 0 ? [note(`… and ${more} more.`)] : []),
    ],
  };
}

const EMPTY = 'I know nothing of your situation yet. Add what you know.';
const INTRO =
  'Each fact with the words it comes from. What you change counts at once, and is posted in the thread in your name.';

/** A menu of the facts that nobody spoke about. Slack names it anew with each update, and so it is empty again. */
function addition({ facts, conflicts }: Situation, done: Done, pack: Pack): ActionsBlock[] {
  const known = new Set([...facts, ...conflicts].map(({ key }) => key));
  const options = [...pack.vocabulary.values()]
    .filter(({ key }) => !known.has(key) && done[key] !== 'added')
    .slice(0, MOST_ADDABLE)
    .map(({ key, question }) => ({
      text: { type: 'plain_text' as const, text: fitted(question, LONGEST_OPTION) },
      value: key,
    }));
  if (options.length === 0) return [];
  return [
    {
      type: 'actions',
      elements: [
        {
          type: 'static_select',
          action_id: ADD_ACTION,
          placeholder: { type: 'plain_text', text: 'Add a fact …' },
          options,
        },
      ],
    },
  ];
}

const note = (text: string): KnownBlock => ({ type: 'context', elements: [mrkdwn(text)] });
