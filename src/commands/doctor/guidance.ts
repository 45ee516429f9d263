import type { Pack } from '../../advisor/pack.ts';
import { type Clock, DAY_MS, dayOf } from '../../clock.ts';
import type { Config } from '../../config.ts';
import { readGuidances } from '../../guidances.ts';
import { expiredSources } from '../../pack/expiry.ts';
import { describeFinding, PackError } from '../../pack/finding.ts';
import { UserError } from '../../user-error.ts';
import { type Check, type Finding, ok, warning, wrong } from './check.ts';

const LIMIT_MS = 15_000;
/** Who reads a source again wants to know of it this many days before. */
const SOON_DAYS = 30;

/** Whether the guidance can be used, with what workspaces may choose beside it, and which of its sources are due for review. */
export const guidanceCheck = (
  config: Pick<Config, 'guidanceDir' | 'workspaceGuidance' | 'llm'>,
  clock: Clock,
): Check => ({
  name: 'guidance',
  limitMs: LIMIT_MS,
  look: async () => {
    try {
      const { everything } = await readGuidances(config);
      return datesOf(everything, config.workspaceGuidance.length, clock.now());
    } catch (error) {
      if (error instanceof UserError) return wrong(`the app does not start: ${error.message}`, error.remedy);
      if (!(error instanceof PackError)) throw error;
      const [first] = error.findings.map(describeFinding);
      return wrong(
        `the guidance has ${error.findings.length} faults, so the app does not start; the first: ${first}`,
        'Run "tune-or-not check-pack" for all of them.',
      );
    }
  },
});

function datesOf(pack: Pack, choices: number, now: number): Finding {
  const expired = expiredSources(pack, dayOf(now));
  const passages = new Set(expired.map(({ passage }) => passage));
  const soon = expiredSources(pack, dayOf(now + SOON_DAYS * DAY_MS)).length - expired.length;
  const later = soon > 0 ? `; ${soon} more sources are due within ${SOON_DAYS} days` : '';
  const among = choices > 0 ? `, with all that WORKSPACE_GUIDANCE lists (${choices})` : '';
  if (expired.length === 0)
    return ok(`${pack.passages.size} passages${among}, and no source of theirs is due for review${later}`);
  return warning(
    `${expired.length} sources of ${passages.size} passages are due for review${later}; the passages stay in use, and answers mark them`,
    'Read the sources again and date them anew; "tune-or-not check-pack" lists them.',
  );
}
