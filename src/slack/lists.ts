import type { CaseShowing } from './case-in-view.ts';
import type { Membership } from './membership.ts';

/** What lists of cases and of guidance need, wherever they are shown. */
export interface Lists extends CaseShowing {
  membership: Membership;
}
