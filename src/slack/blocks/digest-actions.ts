/** What people can press in a digest: the names that listeners listen to, and what the values hold. */

/** The menu (⋯) of a line. The value of a choice is made by `lineValue`; it names the case, so that the guard sees it. */
export const DIGEST_LINE_ACTION = 'digest_line';
/** The digest's own menu; the value of a choice is its name, a colon and the digest. */
export const DIGEST_MENU_ACTION = 'digest_menu';
/** Below a digest that asks whether to go on; the value is the digest. */
export const DIGEST_GO_ON_ACTION = 'digest_go_on';
export const DIGEST_PAUSE_ACTION = 'digest_pause';
export const DIGEST_STOP_ACTION = 'digest_stop';

/**
 * What a line's menu offers. step: done, snooze-day, snooze-week, reassign, drop · decision: still-right, reopen,
 * snooze-week · question: answer, snooze-day, snooze-week · case and guidance: snooze-day, snooze-week
 */
export const LINE_CHOICES = [
  'done',
  'snooze-day',
  'snooze-week',
  'reassign',
  'drop',
  'still-right',
  'reopen',
  'answer',
] as const;
export type LineChoice = (typeof LINE_CHOICES)[number];

export const DIGEST_CHOICES = ['pause', 'change', 'stop'] as const;
export type DigestChoice = (typeof DIGEST_CHOICES)[number];

/** What somebody chose in a line's menu. */
export interface ChosenLine {
  choice: LineChoice;
  /** The line's key, as snoozing takes it: step:<case>:<step>, decision:<case>:<id>, question:<case>, … */
  key: string;
  caseId: string;
  /** The step or the decision, where the line is one. */
  item: string | undefined;
  /** The digest's id. */
  digest: string;
}

/** The value of a choice in a line's menu: choice, key and digest. */
export const lineValue = (choice: LineChoice, key: string, digest: string): string =>
  `${choice}:${key}:${digest}`;

/** Reads the value of a choice in a line's menu; undefined when it is none. */
export function readLineValue(value: string | undefined): ChosenLine | undefined {
  const [name, kind, caseId, ...rest] = value?.split(':') ?? [];
  const choice = LINE_CHOICES.find((each) => each === name);
  const digest = rest.pop();
  if (!choice || !kind || !caseId || !digest) return undefined;
  const item = rest.length > 0 ? rest.join(':') : undefined;
  return { choice, key: [kind, caseId, ...rest].join(':'), caseId, item, digest };
}

/** Reads the value of a choice in the digest's own menu; undefined when it is none. */
export function readDigestValue(
  value: string | undefined,
): { choice: DigestChoice; digest: string } | undefined {
  const [name, digest] = value?.split(':') ?? [];
  const choice = DIGEST_CHOICES.find((each) => each === name);
  return choice && digest ? { choice, digest } : undefined;
}
