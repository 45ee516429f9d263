import { loadCaseRow } from '../store/case-row.ts';
import { ActionBody, SubmissionBody, typeOf } from './bodies.ts';
import { FORGOTTEN } from './forgotten.ts';
import type { Lists } from './lists.ts';
import { caseOf } from './press.ts';

const NOT_A_MEMBER =
  'This case is in a conversation that you are not a member of (any more), so I show and change nothing of it.';

const CASE_ID = /(?:^|[:"])([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:$|[:"])/;

/** Why somebody may not do what a payload says; undefined when they may. */
export type Guard = (body: unknown) => Promise<string | undefined>;

/** A press or a form that names a case, by whom, and from where. */
interface Deed {
  person: string;
  workspace: Parameters<typeof caseOf>[0];
  caseId: string;
  /** The channel in which it was done; undefined outside of channels. */
  channel: string | undefined;
  /** Where in a modal, to which only a button of the case leads. */
  inModal: 'pressed' | 'submitted' | undefined;
}

/**
 * Stands before every button, menu and form that names a case, wherever it is shown, and before anything of it is kept:
 * for who may not see the case (any more), and for cases that were forgotten. Where Slack does not tell who is where, a
 * button of the case's own channel works, and so does a form: who sees them there may see the case.
 */
export const createGuard =
  ({ db, membership }: Pick<Lists, 'db' | 'membership'>): Guard =>
  async (body) => {
    const type = typeOf(body);
    const deed =
      type === 'block_actions' ? ofAction(body) : type === 'view_submission' ? ofSubmission(body) : undefined;
    if (!deed) return undefined;
    try {
      const found = await loadCaseRow(db, caseOf(deed.workspace, deed.caseId));
      // A form says so itself, and that nothing typed in it is lost.
      if (!found) return deed.inModal === 'submitted' ? undefined : FORGOTTEN;
      const may = await membership.mayShow(found.workspace, deed.person, {
        channel: found.channel,
        openedBy: found.opened_by,
      });
      const knows = deed.inModal !== undefined || deed.channel === found.channel;
      return may === 'no' || (may === 'unknown' && !knows) ? NOT_A_MEMBER : undefined;
    } catch {
      // Whoever comes next meets the same trouble, and says so.
      return undefined;
    }
  };

function ofAction(body: unknown): Deed | undefined {
  const { data } = ActionBody.safeParse(body);
  const [action] = data?.actions ?? [];
  const caseId = CASE_ID.exec(action?.value ?? action?.selected_option?.value ?? '')?.[1];
  if (!data || caseId === undefined) return undefined;
  const inModal = data.view?.type === 'modal' ? 'pressed' : undefined;
  return { person: data.user.id, workspace: data, caseId, channel: data.channel?.id, inModal };
}

function ofSubmission(body: unknown): Deed | undefined {
  const { data } = SubmissionBody.safeParse(body);
  const caseId = CASE_ID.exec(data?.view.private_metadata ?? '')?.[1];
  if (!data || caseId === undefined) return undefined;
  return { person: data.user.id, workspace: data, caseId, channel: undefined, inModal: 'submitted' };
}
