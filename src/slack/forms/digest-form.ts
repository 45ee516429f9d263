import type { KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import { z } from 'zod';
import { DAY_NAMES, WEEKDAYS } from '../../digest/calendar.ts';
import type { Digest, DigestTarget } from '../../digest/digest.ts';
import {
  checkSettings,
  type DigestSettings,
  PARTS,
  type Part,
  PERSONAL_PARTS,
  type SettingsFaults,
} from '../../digest/settings.ts';
import { personText } from '../blocks/digest-setting.ts';
import { context, plain, section } from '../blocks/text-blocks.ts';
import type { SubmissionBody } from '../bodies.ts';
import { stateInWords } from '../digests/state-in-words.ts';
import { usualSettings } from '../digests/usual-settings.ts';
import { readMemory } from '../read-memory.ts';
import { remembered } from './form-place.ts';
import {
  chosenIn,
  enteredIn,
  isTicked,
  option,
  severalInput,
  textInput,
  tickInput,
  ticksInput,
  timeInput,
} from './inputs.ts';

export const DIGEST_FORM = 'digest_form';
/** Shows the form of the channel's digest instead of one's own, or the other way round; the value says which. */
export const DIGEST_OTHER_ACTION = 'digest_other';

const PART_NAMES: Record<Part, string> = {
  steps: 'Steps that are overdue, or due this week',
  decisions: 'Decisions whose date to look again has come',
  guidance: 'Advice that rests on guidance which expired or changed',
  questions: 'Questions that nobody has answered, with who can',
  cases: 'Open cases, and how long they rest',
  changes: 'What changed since the last digest',
  passage: 'A passage of the guidance that fits, each one once',
};

const LONGEST_ZONE = 60;

/** Slack keeps what is in a field when another form takes its place, if the field has the same name there. */
const fieldId = (target: DigestTarget, field: keyof SettingsFaults | 'quiet'): string =>
  target.kind === 'channel' ? field : `own_${field}`;

const Target = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('channel'), channel: z.string() }),
  z.object({ kind: z.literal('person'), person: z.string() }),
]);

const Memory = z.object({
  target: Target,
  /** The digest that it showed, as it was then. */
  shown: z.object({ id: z.string(), version: z.number() }).optional(),
  /** The channel in which it was opened; none on the Home tab or in a direct message. */
  channel: z.string().optional(),
  /** The viewer's time zone, where Slack told it. */
  zone: z.string().optional(),
  /** It was opened on the Home tab, which shows it. */
  home: z.boolean().default(false),
});
export type DigestMemory = z.infer<typeof Memory>;

/** What the form shows. */
export interface DigestFormSetting {
  /** Undefined where none is set up. */
  digest: Digest | undefined;
  /** The viewer's time zone, where Slack tells it. */
  zone: string | undefined;
  /** Display names by user id. */
  names: ReadonlyMap<string, string>;
}

/** The form in which a digest is set up or changed. */
export function digestForm(
  { target, channel, home }: Pick<DigestMemory, 'target' | 'channel'> & { home?: boolean },
  { digest, zone, names }: DigestFormSetting,
): ModalView {
  const settings = digest?.settings ?? usualSettings(target, zone ?? '');
  const memory: DigestMemory = {
    target,
    home: home ?? false,
    ...(digest ? { shown: { id: digest.id, version: digest.version } } : {}),
    ...(channel === undefined ? {} : { channel }),
    ...(zone === undefined ? {} : { zone }),
  };
  return {
    type: 'modal',
    callback_id: DIGEST_FORM,
    title: plain(target.kind === 'channel' ? 'Digest of this channel' : 'Your digest'),
    submit: plain(digest ? 'Save' : 'Set up'),
    close: plain('Cancel'),
    private_metadata: JSON.stringify(memory),
    blocks: [
      section(intro(target)),
      ...(digest ? [context(standing(digest, names))] : []),
      ...otherButton(target, channel),
      ...fields(target, settings, zone),
    ],
  };
}

const intro = (target: DigestTarget): string =>
  target.kind === 'channel'
    ? `One message in <#${target.channel}> that says what is left to do for its cases. It is put together from what is stored; no model is asked.`
    : 'One direct message that says which of your steps and decisions are due, from all channels that you are in. It is put together from what is stored; no model is asked.';

function standing(digest: Digest, names: ReadonlyMap<string, string>): string {
  const again = digest.state === 'on' ? '' : ' Save it, and it goes on.';
  return `Set up by ${personText(digest.setUpBy, { names })}.  ${stateInWords(digest)}${again}`;
}

/** In a channel there is a choice between the channel's and one's own. */
function otherButton(target: DigestTarget, channel: string | undefined): KnownBlock[] {
  if (channel === undefined) return [];
  const [value, text] =
    target.kind === 'channel'
      ? ['person', 'For me alone instead, in a direct message']
      : ['channel', 'For this channel instead'];
  return [
    {
      type: 'actions',
      elements: [{ type: 'button', action_id: DIGEST_OTHER_ACTION, text: plain(text), value }],
    },
  ];
}

function fields(target: DigestTarget, settings: DigestSettings, zone: string | undefined): KnownBlock[] {
  const at = (field: keyof SettingsFaults | 'quiet') => fieldId(target, field);
  const parts = target.kind === 'person' ? PERSONAL_PARTS : PARTS;
  // Whoever changes another's digest sees what their own clocks go by.
  const yours =
    zone === undefined
      ? ''
      : ` ${zone === settings.zone ? 'This is yours' : `Yours is ${zone}`}; with your own, it moves with you.`;
  return [
    severalInput({
      id: at('days'),
      label: 'On which days?',
      options: WEEKDAYS.map((day) => option(DAY_NAMES[day], day)),
      initial: settings.days,
    }),
    timeInput({ id: at('time'), label: 'At what time?', initial: settings.time }),
    textInput({
      id: at('zone'),
      label: 'In which time zone?',
      hint: `A region and a city, such as Europe/Berlin; it knows summer time.${yours}`,
      longest: LONGEST_ZONE,
      initial: settings.zone,
    }),
    ticksInput({
      id: at('include'),
      label: 'What should it hold?',
      options: parts.map((part): PlainTextOption => option(PART_NAMES[part], part)),
      initial: settings.include,
    }),
    tickInput({
      id: at('quiet'),
      label: 'When there is nothing new',
      text: 'Stay silent',
      ticked: settings.skipQuiet,
    }),
  ];
}

/** What was filled in, or what is wrong with it by field. */
export type FilledDigest = { memory: DigestMemory } & (
  | { settings: DigestSettings }
  | { errors: Record<string, string> }
);

/** Reads a submitted form; undefined where it is not ours or broken. */
export function readDigestForm(body: SubmissionBody): FilledDigest | undefined {
  const memory = remembered(body, Memory);
  if (!memory) return undefined;
  const { values } = body.view.state;
  const at = (field: keyof SettingsFaults | 'quiet') => fieldId(memory.target, field);
  const checked = checkSettings({
    days: chosenIn(values, at('days')),
    time: enteredIn(values, at('time')),
    zone: enteredIn(values, at('zone')),
    include: chosenIn(values, at('include')),
    skipQuiet: isTicked(values, at('quiet')),
  });
  if ('settings' in checked) return { memory, settings: checked.settings };
  const { days, time, zone, include } = checked.faults;
  const faults = [
    ['days', days],
    ['time', time],
    ['zone', zone],
    ['include', include],
  ] as const;
  const errors = faults.flatMap(([field, fault]) =>
    fault === undefined ? [] : [[at(field), fault] as const],
  );
  return { memory, errors: Object.fromEntries(errors) };
}

/** An objection to the form as a whole, shown at its first field. */
export const digestObjection = ({ target }: DigestMemory, text: string): Record<string, string> => ({
  [fieldId(target, 'days')]: text,
});

/** What an open form remembers; undefined where it is none of ours. @param metadata its private metadata */
export const digestMemory = (metadata: string): DigestMemory | undefined => readMemory(metadata, Memory);
