import type { CaseRef } from '../store/case-ref.ts';

/** What of a press is needed to answer who pressed. */
export interface Press {
  trigger_id: string;
  response_url?: string | undefined;
  user: { id: string };
  team?: { id: string } | null | undefined;
  enterprise?: { id: string } | null | undefined;
}

/** The workspace that pressed, and the case that the button names. */
export const caseOf = (press: Pick<Press, 'team' | 'enterprise'>, caseId: string | undefined): CaseRef => ({
  workspace: workspaceOf(press),
  caseId: caseId ?? '',
});

/** The workspace of a button or form: the organisation, where the app is installed for all of one. */
export const workspaceOf = ({ team, enterprise }: Pick<Press, 'team' | 'enterprise'>): string =>
  enterprise?.id ?? team?.id ?? '';
