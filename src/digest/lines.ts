import type { DueDecision, DueStep, OpenCase } from '../store/digest-lists.ts';
import { daysBetween } from './calendar.ts';
import type { CaseLine, DecisionLine, DigestLine, GuidanceLine, QuestionLine, StepLine } from './content.ts';
import { localTime } from './local-time.ts';

/** A line for an open step. @param today YYYY-MM-DD */
export const stepLine = (step: DueStep, today: string): StepLine => ({
  kind: 'step',
  key: `step:${step.caseId}:${step.id}`,
  ...placeOf(step),
  people: people(step.owner, step.createdBy),
  step: step.id,
  what: step.what,
  owner: step.owner ?? undefined,
  due: step.due,
  overdue: step.due < today,
});

/** A line for a decision to look at again. */
export const decisionLine = (decision: DueDecision): DecisionLine => ({
  kind: 'decision',
  key: `decision:${decision.caseId}:${decision.id}`,
  ...placeOf(decision),
  people: people(decision.owner, decision.decidedBy),
  decision: decision.id,
  what: decision.what,
  owner: decision.owner ?? undefined,
  lookAgain: decision.lookAgain,
});

/** A line for a case whose verdict rests on guidance that expired or changed. */
export const guidanceLine = (found: OpenCase, why: GuidanceLine['why']): GuidanceLine => ({
  kind: 'guidance',
  key: `guidance:${found.caseId}`,
  ...placeOf(found),
  people: [],
  headline: found.headline,
  why,
});

/** What the lines of open cases depend on. */
interface CaseLines {
  /** YYYY-MM-DD, local in `zone` */
  today: string;
  zone: string;
  /** Whether questions are named, and whether cases are. */
  questions: boolean;
  cases: boolean;
}

/** The one line of an open case: with its question, where there is one and it is wanted. */
export function caseLine(found: OpenCase, how: CaseLines): QuestionLine | CaseLine | undefined {
  const line = { key: `case:${found.caseId}`, ...placeOf(found), headline: found.headline };
  const moved = localTime(found.movedAt.getTime(), how.zone).day;
  const rests = Math.max(0, daysBetween(moved, how.today));
  if (how.questions && found.question !== null) {
    const askOf = found.finder ?? found.openedBy;
    return { ...line, kind: 'question', people: [askOf], question: found.question, askOf, rests };
  }
  return how.cases ? { ...line, kind: 'case', people: [], rests } : undefined;
}

/** What is most urgent comes first: what is overdue, then what is due, then what waits for an answer, then what only rests. */
const URGENCY = (line: DigestLine): number => {
  switch (line.kind) {
    case 'step':
      return line.overdue ? 0 : 2;
    case 'decision':
      return 1;
    case 'guidance':
      return 3;
    case 'question':
      return 4;
    case 'case':
      return 5;
  }
};

/** Lines in the order of their urgency, each key once; among equals those that come first stay first. */
export function inOrder(lines: readonly DigestLine[]): DigestLine[] {
  const byKey = new Map(lines.toReversed().map((line) => [line.key, line]));
  return lines.filter((line) => byKey.get(line.key) === line).sort((a, b) => URGENCY(a) - URGENCY(b));
}

const placeOf = ({
  caseId,
  channel,
  threadTs,
}: {
  caseId: string;
  channel: string;
  threadTs: string | null;
}) => ({
  caseId,
  channel,
  threadTs: threadTs ?? undefined,
});

const people = (...users: (string | null)[]): string[] =>
  [...new Set(users.filter((user) => user !== null && user !== ''))].flatMap((user) => user ?? []);
