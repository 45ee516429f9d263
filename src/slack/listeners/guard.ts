import type { App } from '@slack/bolt';
import { listedCase } from '../../store/case-lists.ts';
import { ActionBody } from '../bodies.ts';
import { FORGOTTEN } from '../forgotten.ts';
import type { Lists } from '../lists.ts';
import { notice } from '../notice.ts';
import { openModal } from '../open-modal.ts';
import { caseOf, type Press } from '../press.ts';
import { tellAlone } from '../tell-alone.ts';

const NOT_A_MEMBER =
  'This case is in a conversation that you are not a member of (any more), so I show you nothing of it.';

const CASE_ID = /(?:^|:)([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:$|:)/;

/**
 * Stands before every button and menu that names a case, wherever it is shown: who may not see the case (any more), or
 * presses on one that was forgotten, gets a plain answer alone, and no listener runs. Where Slack does not tell who is
 * where, a button of the case's own channel works: who sees it there may see the case.
 */
export function guardCases(app: App, { db, membership }: Pick<Lists, 'db' | 'membership'>): void {
  app.use(async ({ body, client, next, ...rest }) => {
    const action = ActionBody.safeParse(body);
    const caseId = action.success ? caseNamed(action.data) : undefined;
    if (!action.success || caseId === undefined) {
      await next();
      return;
    }
    const press: Press = { ...action.data, trigger_id: action.data.trigger_id ?? '' };
    let refusal: string | undefined;
    try {
      const found = await listedCase(db, caseOf(press, caseId));
      if (!found) refusal = FORGOTTEN;
      else {
        const may = await membership.mayShow(press.user.id, found);
        // A form of a case was opened from a button that let them through.
        const here = action.data.channel?.id === found.channel || action.data.view?.type === 'modal';
        if (may === 'no' || (may === 'unknown' && !here)) refusal = NOT_A_MEMBER;
      }
    } catch {
      // The listener meets the same trouble, and says so.
    }
    if (refusal === undefined) {
      await next();
      return;
    }
    if ('ack' in rest && typeof rest.ack === 'function') await rest.ack();
    // On the Home tab there is nothing to answer to but a modal.
    if (press.response_url) await tellAlone(press, refusal);
    else await openModal(client, press, notice('Nothing to show', refusal));
  });
}

/** The case that a button's value or a menu's choice names. */
function caseNamed({ actions: [action] }: ActionBody): string | undefined {
  return CASE_ID.exec(action?.value ?? action?.selected_option?.value ?? '')?.[1];
}
