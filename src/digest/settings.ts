import { z } from 'zod';
import { WEEKDAYS } from './calendar.ts';
import type { Schedule } from './schedule.ts';

/** What a digest can hold. A personal one holds only `steps` and `decisions`. */
export const PARTS = ['steps', 'decisions', 'guidance', 'questions', 'cases', 'changes', 'passage'] as const;
/**
 * steps: overdue, or due this week · decisions: their date to look again has come · guidance: verdicts whose guidance
 * expired or changed since · questions: unanswered ones · cases: open ones, and how long they rest · changes: since the last
 * digest · passage: one of the guidance that fits the open cases and was not shown there
 */
export type Part = (typeof PARTS)[number];

/** What a channel's digest holds when nobody chooses; and a personal one. */
export const USUAL_PARTS: readonly Part[] = [
  'steps',
  'decisions',
  'guidance',
  'questions',
  'cases',
  'changes',
];
export const PERSONAL_PARTS: readonly Part[] = ['steps', 'decisions'];

/** What people choose about a digest. */
export interface DigestSettings extends Schedule {
  include: readonly Part[];
  /** Whether to stay silent when there is nothing new. */
  skipQuiet: boolean;
}

/** What somebody chose, before it is checked. */
export type ChosenSettings = {
  [Field in keyof DigestSettings]: DigestSettings[Field] extends readonly unknown[]
    ? readonly string[]
    : DigestSettings[Field];
};

/** Plain messages by what they are about, to be shown at the fields of a form. */
export type SettingsFaults = Partial<Record<'days' | 'time' | 'zone' | 'include', string>>;

export type CheckedSettings = { settings: DigestSettings } | { faults: SettingsFaults };

const Days = z.array(z.enum(WEEKDAYS)).min(1);
const Time = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/);
const Parts = z.array(z.enum(PARTS)).min(1);

/** Checks what somebody chose. Days come back in the order of the week, each once; the zone as it is written properly. */
export function checkSettings(chosen: ChosenSettings): CheckedSettings {
  const days = Days.safeParse(chosen.days);
  const time = Time.safeParse(chosen.time.trim());
  const include = Parts.safeParse(chosen.include);
  const zone = checkZone(chosen.zone);
  if (days.success && time.success && include.success && 'zone' in zone) {
    return {
      settings: {
        days: WEEKDAYS.filter((day) => days.data.includes(day)),
        time: time.data,
        zone: zone.zone,
        include: PARTS.filter((part) => include.data.includes(part)),
        skipQuiet: chosen.skipQuiet,
      },
    };
  }
  return {
    faults: {
      ...(days.success ? {} : { days: 'Choose at least one day of the week.' }),
      ...(time.success
        ? {}
        : { time: 'Write the time with hours from 00 to 23 and minutes, such as 09:00.' }),
      ...('fault' in zone ? { zone: zone.fault } : {}),
      ...(include.success ? {} : { include: 'Choose at least one thing to include.' }),
    },
  };
}

/**
 * Checks a time zone. A short name such as CST means several places, and an offset such as +01:00 knows no change of the
 * clocks, so neither is taken.
 */
export function checkZone(text: string): { zone: string } | { fault: string } {
  const wanted = text.trim();
  const example = 'Write a region and a city, such as Europe/Berlin or America/New_York, or UTC.';
  if (wanted === '') return { fault: `No time zone is chosen. ${example}` };
  if (/^utc$/i.test(wanted)) return { zone: 'UTC' };
  if (/^[a-z]{1,5}\d*[a-z]*$/i.test(wanted))
    return { fault: `${wanted} can mean more than one time zone, or none. ${example}` };
  if (!/^[a-z_]+(?:\/[a-z0-9_+-]+)+$/i.test(wanted))
    return { fault: `That is no time zone that I know. ${example}` };
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: wanted }).resolvedOptions();
    // Where the library knows the place by an older name, such as Asia/Calcutta, the one that was chosen stays.
    return { zone: timeZone.toLowerCase() === wanted.toLowerCase() ? timeZone : wanted };
  } catch {
    return { fault: `${wanted} is no time zone that I know. ${example}` };
  }
}
