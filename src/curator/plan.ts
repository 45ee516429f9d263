import type { Assessment } from '../advisor/assessment.ts';
import type { OfferedStep } from '../advisor/offered-steps.ts';
import { NO_USAGE, type Usage } from './curator.ts';

/** A plan has at most so many steps; nobody does more at once. */
export const MOST_STEPS = 4;
/** Without a model: the next thing to do, and what would come after it. */
const USUAL_STEPS = 3;

/** What a planner may choose from. It adds nothing of its own. */
export interface PlanRequest {
  assessment: Assessment;
  offered: readonly OfferedStep[];
  /** How many steps there is room for. */
  room: number;
  /** Whose text it is, as a prefix for what is cached of it. */
  scope?: string;
}

/** The steps chosen, in the order in which to do them. */
export interface Planned {
  steps: readonly OfferedStep[];
  usage: Usage;
  curator: 'llm' | 'offline';
}

/** The plan without a model: the steps as they are offered, nearest first. */
export const planOffline = ({ offered, room }: PlanRequest): Planned => ({
  steps: offered.slice(0, Math.min(room, USUAL_STEPS)),
  usage: NO_USAGE,
  curator: 'offline',
});
