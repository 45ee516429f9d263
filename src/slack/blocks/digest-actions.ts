/** What people can press in a digest: the names that listeners listen to, and what the values hold. */

/** The menu (⋯) of a line; `readLineChoice` reads what was chosen. The value names the case, so that the guard sees it. */
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

/** Slack takes five at most. */
export const DIGEST_CHOICES = ['preview', 'pause', 'resume', 'change', 'stop'] as const;
export type DigestChoice = (typeof DIGEST_CHOICES)[number];

/** What somebody chose in a line's menu. */
export interface ChosenLine {
  choice: LineChoice;
  /** The line's key, as snoozing takes it: step:<case>:<step>, decision:<case>:<id>, guidance:<case>, case:<case>. */
  key: string;
  caseId: string;
  /** The step or the decision, where the line is one. */
  item: string | undefined;
  /** The digest's id. */
  digest: string;
}

/** The value of a choice in a line's menu: the choice, a colon, the case. Slack takes 75 characters. */
export const lineValue = (choice: LineChoice, caseId: string): string => `${choice}:${caseId}`;

/** The id of a line's block, which holds the rest: the digest, a colon, the line's key. Slack takes 255 characters. */
export const lineBlockId = (key: string, digest: string): string => `${digest}:${key}`;

/**
 * Reads what was chosen in a line's menu; undefined when it is no such choice.
 * @param pressed the action's `block_id`, and its `selected_option.value`
 */
export function readLineChoice(pressed: {
  blockId: string | undefined;
  value: string | undefined;
}): ChosenLine | undefined {
  const [name, caseId] = pressed.value?.split(':') ?? [];
  const choice = LINE_CHOICES.find((each) => each === name);
  const [digest, kind, inKey, ...rest] = pressed.blockId?.split(':') ?? [];
  if (!choice || !caseId || !digest || !kind || inKey !== caseId) return undefined;
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
