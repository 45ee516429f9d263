import { FactValue } from '../../advisor/fact.ts';

/** A fact of a case, as a button names it. */
export interface PressedFact {
  caseId: string;
  key: string;
  value: FactValue;
}

/** What Slack takes as a button's value. */
const MOST_CHARACTERS = 2_000;

/** Whether a button can carry it; a text that somebody's model made very long is changed in a form instead. */
export const fitsButton = (fact: PressedFact): boolean => factInButton(fact).length <= MOST_CHARACTERS;

/** A button's value: the case, the fact, and what it is set to. */
export const factInButton = ({ caseId, key, value }: PressedFact): string =>
  `${caseId}:${key}:${JSON.stringify(value)}`;

/** Reads it back; undefined for what is none. */
export function factOfButton(button: string | undefined): PressedFact | undefined {
  const [, caseId, key, json] = /^([^:]+):([^:]+):(.*)$/s.exec(button ?? '') ?? [];
  if (caseId === undefined || key === undefined || json === undefined) return undefined;
  try {
    const value = FactValue.safeParse(JSON.parse(json)).data;
    return value === undefined ? undefined : { caseId, key, value };
  } catch {
    return undefined;
  }
}
