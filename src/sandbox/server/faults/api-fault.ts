import type { JsonObject } from '../../wire/json.ts';

/**
 * How a call of the Web API goes wrong.
 * - `rate-limited`: 429 with Retry-After, in seconds
 * - `http`: that status and no JSON
 * - `hang`: no answer, ever; nothing is carried out
 * - `reset`: the connection breaks; nothing is carried out
 * - `lost-answer`: it is carried out, and the connection breaks before the answer
 * - `slow`: it is carried out, and the answer comes after `ms`
 * - `error`: `{ok: false, error}`; nothing is carried out
 */
export type ApiFault =
  | { kind: 'rate-limited'; retryAfter: number }
  | { kind: 'http'; status: number }
  | { kind: 'hang' }
  | { kind: 'reset' }
  | { kind: 'lost-answer' }
  | { kind: 'slow'; ms: number }
  | { kind: 'error'; error: string; extra?: JsonObject };

/** A fault that waits for its call. */
interface PlannedFault {
  method: string;
  fault: ApiFault;
  left: number;
  when: (args: Record<string, string>) => boolean;
}

/** The faults planned for calls, in the order in which they were planned. */
export interface ApiFaults {
  /** @returns a function that takes the plan back */
  plan(method: string, fault: ApiFault, options?: ApiFaultOptions): () => void;
  /** @returns the fault that this call meets, which is then used up by one */
  take(method: string, args: Record<string, string>): ApiFault | undefined;
  clear(): void;
}

/** `times`: how often (1 by default, Infinity until cleared). `when`: only calls with such arguments. */
export interface ApiFaultOptions {
  times?: number;
  when?: (args: Record<string, string>) => boolean;
}

/** @returns no faults planned */
export function createApiFaults(): ApiFaults {
  let planned: PlannedFault[] = [];
  return {
    plan(method, fault, { times = 1, when = () => true } = {}) {
      const plan = { method, fault, left: times, when };
      planned.push(plan);
      return () => {
        planned = planned.filter((candidate) => candidate !== plan);
      };
    },
    take(method, args) {
      const found = planned.find(
        (plan) => (plan.method === '*' || plan.method === method) && plan.when(args),
      );
      if (!found) return undefined;
      found.left -= 1;
      if (found.left <= 0) planned = planned.filter((plan) => plan !== found);
      return found.fault;
    },
    clear() {
      planned = [];
    },
  };
}
