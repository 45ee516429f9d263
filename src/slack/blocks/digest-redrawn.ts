import type { DigestChange } from '../../digest/digest-voice.ts';
import type { LineEnd } from '../../store/digest-tables.ts';
import type { DrawnBlock } from '../redraw-message.ts';
import { DIGEST_GO_ON_ACTION, lineBlockId } from './digest-actions.ts';
import { type DigestSetting, personText } from './digest-setting.ts';

const ENDS: Record<LineEnd, string> = {
  done: '✓ Done',
  dropped: '✓ Dropped',
  kept: '✓ Still right',
  decided: '✓ Decided anew',
  'snoozed-day': 'Snoozed for a day',
  'snoozed-week': 'Snoozed for a week',
};

/**
 * A digest's message without the menus of lines that came to an end, and with how they did; undefined where it shows that
 * already.
 */
export function withoutEnded(
  blocks: readonly DrawnBlock[],
  digest: string,
  ended: ReadonlyMap<string, LineEnd>,
): DrawnBlock[] | undefined {
  const ends = new Map([...ended].map(([key, end]) => [lineBlockId(key, digest), end]));
  let isChanged = false;
  const redrawn = blocks.map((block) => {
    const end = ends.get(block.block_id ?? '');
    if (end === undefined || !block.text || block.accessory === undefined) return block;
    isChanged = true;
    const { accessory: _, ...rest } = block;
    return { ...rest, text: { ...block.text, text: `${block.text.text}\n_${ENDS[end]}_` } };
  });
  return isChanged ? redrawn : undefined;
}

/**
 * A digest's message whose question whether to go on is answered; undefined where it asks nothing (any more).
 * @param answer mrkdwn
 */
export function withoutAsking(blocks: readonly DrawnBlock[], answer: string): DrawnBlock[] | undefined {
  const buttons = blocks.findIndex(({ elements }) =>
    elements?.some(({ action_id: id }) => id === DIGEST_GO_ON_ACTION),
  );
  if (buttons < 0) return undefined;
  // The question stands above its buttons.
  const answered = { type: 'context', elements: [{ type: 'mrkdwn', text: answer }] };
  return [...blocks.slice(0, buttons - 1), answered, ...blocks.slice(buttons + 1)];
}

/** What was answered to the question whether to go on, as mrkdwn. */
export function answerText(
  { by, answer }: Pick<Extract<DigestChange, { kind: 'answered' }>, 'by' | 'answer'>,
  setting: Pick<DigestSetting, 'names'>,
): string {
  switch (answer) {
    case 'go-on':
      return `It goes on, says ${personText(by, setting)}.`;
    case 'pause':
      return `Paused by ${personText(by, setting)}.`;
    case 'stop':
      // Nothing is kept of it any more that would tell whose name is here, should they ask us to forget them.
      return 'This digest was stopped.';
  }
}
