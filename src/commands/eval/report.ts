import { groupBy } from '../../advisor/group-by.ts';
import type { Prices } from '../../prices.ts';
import type { CaseResult, EvalCase } from '../eval-case.ts';
import { type Agreement, agreementOf } from './agreement.ts';
import { type Comparison, compareCurators } from './compare-curators.ts';
import type { About, Contestant } from './contestants.ts';
import { costOfTokens } from './cost-of-tokens.ts';
import { type Moved, movedSince, type OldResults } from './moved.ts';
import type { Done, JobsDone } from './run-jobs.ts';
import { type Totals, totalsOf } from './totals.ts';

/** What it cost, in dollars; all runs together. */
export interface Cost {
  total: number;
  perCase: number;
  /** Where the price is from; null for what costs nothing. */
  prices: Pick<Prices, 'dated' | 'source'> | null;
}

/** How one curator did. */
export interface CuratorReport {
  about: About;
  /** Of the first run. */
  cases: CaseResult[];
  totals: Totals;
  /** Null when its price is not known. */
  cost: Cost | null;
  /** Of several runs. */
  agreement?: Agreement;
  /** Against an earlier report. */
  moved?: Moved;
  /**
   * Of a replay: cases of which something has no recording. Those whose reading has none are left out of all that is
   * counted; a summary does not move a verdict.
   */
  unrecorded?: { id: string; what: string[]; isLeftOut: boolean }[];
}

export interface Report {
  curators: CuratorReport[];
  comparison?: Comparison;
  /** Why not all was run, in words. */
  stopped?: string;
  /** Of a replay: that it is one, and when it was recorded, in words. */
  replayed?: string | undefined;
  /** The situations, for whoever shows results beside them. */
  labelled: readonly EvalCase[];
}

export interface ReportOptions {
  runs: number;
  within: number;
  prices: Prices | undefined;
  against: OldResults | undefined;
  /** The limit in words. */
  limit: string;
}

/** Puts together what many runs of cases came to. */
export function reportOf(
  contestants: readonly Contestant[],
  labelled: readonly EvalCase[],
  { done, stopped }: JobsDone,
  options: ReportOptions,
): Report {
  const known = new Set(labelled.map(({ id }) => id));
  const byContestant = groupBy(done, ({ job }) => job.contestant);
  const curators = contestants.map((contestant) =>
    curatorReport(contestant, byContestant.get(contestant) ?? [], contestants.length === 1, known, options),
  );
  const comparison = curators.length > 1 ? compareCurators(curators, options.within) : undefined;
  const planned = contestants.length * labelled.length * options.runs;
  const why = stopped === 'limit' ? `Stopped before the limit of ${options.limit}` : 'Stopped by hand';
  return {
    curators,
    labelled,
    ...(comparison ? { comparison } : {}),
    ...(stopped
      ? { stopped: `${why}: ${done.length} of ${planned} cases were run, and only these are counted.` }
      : {}),
  };
}

function curatorReport(
  { about, price }: Contestant,
  done: readonly Done[],
  isAlone: boolean,
  known: ReadonlySet<string>,
  { runs, prices, against }: ReportOptions,
): CuratorReport {
  const results = done.map(({ job, result }) => ({ run: job.run, result }));
  const first = results.filter(({ run }) => run === 1).map(({ result }) => result);
  const cases = first.filter(isReplayed);
  const left = first.filter(({ unrecorded }) => unrecorded.length > 0);
  const before = against?.of(about.name, isAlone);
  const total = price && results.reduce((sum, { result }) => sum + costOfTokens(result.tokens, price), 0);
  return {
    about,
    cases,
    totals: totalsOf(cases),
    cost:
      total === undefined
        ? null
        : {
            total,
            perCase: results.length === 0 ? 0 : total / results.length,
            prices: sourceOf(about, prices),
          },
    ...(runs > 1 ? { agreement: agreementOf(results, runs) } : {}),
    ...(before ? { moved: movedSince(before, cases, known) } : {}),
    ...(left.length > 0
      ? {
          unrecorded: left.map((result) => ({
            id: result.id,
            what: result.unrecorded,
            isLeftOut: !isReplayed(result),
          })),
        }
      : {}),
  };
}

const sourceOf = ({ model }: About, prices: Prices | undefined): Cost['prices'] =>
  model === null || !prices ? null : { dated: prices.dated, source: prices.source };

/** A case whose reading has no recording was read by the wrong curator; one whose summary has none is as it would be. */
const isReplayed = ({ unrecorded }: CaseResult): boolean =>
  !unrecorded.some((what) => what.startsWith('reading'));

/** The report as one JSON object. Of one curator, its parts stand at the top, where programs have always found them. */
export function reportToJson({ curators, comparison, stopped, replayed }: Report): object {
  const [only, ...others] = curators;
  const rest = {
    ...(comparison ? { comparison } : {}),
    ...(stopped ? { stopped } : {}),
    ...(replayed ? { replayed } : {}),
  };
  return only && others.length === 0 ? { ...only, ...rest } : { curators, ...rest };
}
