import type { Passage } from '../advisor/guidance.ts';
import type { Digest } from './digest.ts';

/** What every line of a digest has. */
interface Line {
  /** Names the line, also in its menu: step:<case>:<id>, decision:<case>:<id>, guidance:<case>; case:<case> with or without a question. */
  key: string;
  caseId: string;
  channel: string;
  /** Undefined while the case has no thread. */
  threadTs: string | undefined;
  /** Whose names or words it shows; user ids. */
  people: readonly string[];
}

/** A step that is overdue or due within the week. */
export interface StepLine extends Line {
  kind: 'step';
  step: string;
  what: string;
  owner: string | undefined;
  /** YYYY-MM-DD */
  due: string;
  overdue: boolean;
}

/** A decision whose date to look again has come. */
export interface DecisionLine extends Line {
  kind: 'decision';
  decision: string;
  what: string;
  owner: string | undefined;
  /** YYYY-MM-DD */
  lookAgain: string;
}

/** A verdict that rests on guidance that is due for review, or that is worded differently or leads elsewhere by now. */
export interface GuidanceLine extends Line {
  kind: 'guidance';
  headline: string;
  why: 'expired' | 'changed';
}

/** An open case with a question that nobody has answered. */
export interface QuestionLine extends Line {
  kind: 'question';
  headline: string;
  question: string;
  /** Who can answer: whoever owns the step that finds out, else who asked. */
  askOf: string;
  /** Days since the case last moved. */
  rests: number;
}

/** An open case. */
export interface CaseLine extends Line {
  kind: 'case';
  headline: string;
  /** Days since it last moved. */
  rests: number;
}

/** Something to do or to look at, with its menu. */
export type DigestLine = StepLine | DecisionLine | GuidanceLine | QuestionLine | CaseLine;
export type LineKind = DigestLine['kind'];

/** What changed in a case since the last digest; it has no menu. */
export interface ChangeLine extends Omit<Line, 'key'> {
  what: 'opened' | 'advice' | 'decided' | 'step-done' | 'step-dropped';
  /** The case's headline, the step or the decision. */
  text: string;
}

/** What a digest says. */
export interface DigestContent {
  digest: Digest;
  /** The local day that it is for, YYYY-MM-DD. */
  day: string;
  /** It comes later than it should have. */
  late: boolean;
  /** For one person to look at; it has no menus. */
  preview: boolean;
  /** The most urgent first; each key once. */
  lines: readonly DigestLine[];
  /** How many more lines there are than `lines` holds. */
  more: number;
  /** Since the last digest, the newest first. */
  changes: readonly ChangeLine[];
  moreChanges: number;
  /** Open cases by route, the most first; empty in a personal digest. */
  routes: readonly { route: string; count: number }[];
  passage: Passage | undefined;
  /** Somebody pressed something in the last one, or wrote in a thread that it named. */
  reacted: boolean;
  /** Nobody has reacted to the last ones: it asks whether to go on. */
  askToGoOn: boolean;
  /** Whether it says anything that the last one did not; see `compose`. */
  news: boolean;
}
