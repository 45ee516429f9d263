/** What a check found: what it means, and what to do where something is to be done. Nothing in it is a secret. */
export type Finding =
  | { status: 'ok'; what: string }
  | { status: 'warning' | 'wrong'; what: string; remedy: string };

/** One thing that is looked at. It changes nothing. */
export interface Check {
  name: string;
  /** Milliseconds it may take. */
  limitMs: number;
  look(): Promise<Finding>;
}

export const ok = (what: string): Finding => ({ status: 'ok', what });
export const warning = (what: string, remedy: string): Finding => ({ status: 'warning', what, remedy });
export const wrong = (what: string, remedy: string): Finding => ({ status: 'wrong', what, remedy });

/** Asked for any number of times, done once: several checks may go by the same answer. */
export function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | undefined;
  return () => {
    asked ??= ask();
    return asked;
  };
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
