import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import {
  type Chosen,
  OFFLINE,
  type Offered,
  type StoredChoice,
  settingsFrom,
} from '../../store/workspace-settings.ts';
import { escapeText } from '../blocks/mrkdwn.ts';
import { context, plain, section } from '../blocks/text-blocks.ts';
import type { SubmissionBody } from '../bodies.ts';
import { readMemory } from '../read-memory.ts';
import {
  chosenIn,
  enteredIn,
  option,
  peopleIn,
  peopleInput,
  selectInput,
  textInput,
  ticksInput,
} from './inputs.ts';

export const SETTINGS_FORM = 'workspace_settings_form';

/** Slack takes so many options, and so many characters in each. */
const MOST_MODELS = 99;
const LONGEST_NUMBER = 12;
const MOST_EDITORS = 50;

/** What the form carries along: the choice that it shows, and what there was to tick. */
const Memory = z.object({ version: z.number(), guidance: z.array(z.string()).default([]) });

/** What the form was filled in with. */
export interface FilledSettings {
  /** Of the choice that it showed. */
  version: number;
  /** The guidance that it had a box for; what else was chosen is not for it to change. */
  asked: readonly string[];
  chosen: Chosen;
}

/** The form in which an admin chooses among what the operator allows. @param changedBy a name, of who changed it last */
export function settingsForm(
  choice: StoredChoice,
  offered: Offered,
  changedBy: string | undefined,
): ModalView {
  const now = settingsFrom(choice, offered);
  const models = [
    ...offered.models.slice(0, MOST_MODELS).map((model) => option(model.slice(0, 75), model)),
    option('None: read offline, nothing leaves the server', OFFLINE),
  ];
  return {
    type: 'modal',
    callback_id: SETTINGS_FORM,
    title: plain('Settings'),
    submit: plain('Save'),
    close: plain('Cancel'),
    private_metadata: JSON.stringify({ version: choice.version, guidance: offered.guidance }),
    blocks: [
      section('These count for this whole workspace, from the next answer on.'),
      ...(offered.models.length === 0
        ? [context('No model is set up by whoever runs me, so everything is read offline.')]
        : [
            selectInput({
              id: 'model',
              label: 'Which model reads?',
              options: models,
              initial: models.find(({ value }) => value === (now.model ?? OFFLINE)),
            }),
            textInput({
              id: 'tokens',
              label: 'How many tokens a day at most?',
              hint: `A whole number up to ${offered.dailyTokens}. Beyond it I read offline until tomorrow (UTC).`,
              longest: LONGEST_NUMBER,
              initial: String(now.dailyTokens),
            }),
          ]),
      textInput({
        id: 'retention',
        label: 'After how many days is the text of messages deleted?',
        hint: `A whole number from 1 to ${offered.retentionDays}. A lower one takes effect the next night.`,
        longest: LONGEST_NUMBER,
        initial: String(now.retentionDays),
      }),
      ...guidancePart(choice, offered),
      peopleInput({
        id: 'editors',
        label: 'Who may change these settings, beside the admins of this workspace?',
        most: MOST_EDITORS,
        initial: choice.editors,
        optional: true,
      }),
      ...(changedBy === undefined ? [] : [context(`Last changed by ${escapeText(changedBy)}.`)]),
    ],
  };
}

/** Which further guidance counts; nothing where the operator lists none, unless some was chosen that is gone. */
function guidancePart({ guidance }: StoredChoice, offered: Offered): KnownBlock[] {
  const gone = guidance.filter((name) => !offered.guidance.includes(name));
  const field = ticksInput({
    id: 'guidance',
    label: 'Which further guidance counts here?',
    hint: 'The usual guidance always counts. What is ticked adds to it.',
    options: offered.guidance.map((name) => option(name, name)),
    initial: guidance,
    optional: true,
  });
  return [
    ...(offered.guidance.length > 0 ? [field] : []),
    ...(gone.length > 0
      ? [
          context(
            `Chosen here too, and not offered at the moment: ${escapeText(gone.join(', '))}. It counts again when it is.`,
          ),
        ]
      : []),
  ];
}

/** Reads the form and checks it against what the operator allows; undefined for what is no such form. */
export function readSettingsForm(
  body: SubmissionBody,
  offered: Offered,
): FilledSettings | { errors: Record<string, string> } | undefined {
  const memory = readMemory(body.view.private_metadata, Memory);
  if (!memory) return undefined;
  const { values } = body.view.state;
  const hasModels = offered.models.length > 0;
  const model = hasModels ? enteredIn(values, 'model') : undefined;
  const tokens = hasModels ? wholeNumber(enteredIn(values, 'tokens'), 0, offered.dailyTokens) : undefined;
  const days = wholeNumber(enteredIn(values, 'retention'), 1, offered.retentionDays);
  const guidance = chosenIn(values, 'guidance');
  const gone = guidance.find((name) => !offered.guidance.includes(name));
  const errors: Record<string, string> = {
    ...(model === undefined || model === OFFLINE || offered.models.includes(model)
      ? {}
      : { model: 'This model is not offered any more. Choose another one.' }),
    ...(typeof tokens === 'string' ? { tokens } : {}),
    ...(typeof days === 'string' ? { retention: days } : {}),
    ...(gone === undefined ? {} : { guidance: `“${gone}” is not offered any more. Take the tick away.` }),
  };
  if (typeof days === 'string' || typeof tokens === 'string' || Object.keys(errors).length > 0)
    return { errors };
  // What is as the operator has it follows the operator, also when that changes.
  const unlessUsual = <T>(value: T, usual: T): T | undefined => (value === usual ? undefined : value);
  return {
    version: memory.version,
    asked: memory.guidance,
    chosen: {
      model: unlessUsual(model, offered.models[0]),
      dailyTokens: unlessUsual(tokens, offered.dailyTokens),
      retentionDays: unlessUsual(days, offered.retentionDays),
      guidance,
      editors: peopleIn(values, 'editors'),
    },
  };
}

/** @returns the number, or what is wrong with it */
function wholeNumber(text: string, least: number, most: number): number | string {
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return number >= least && number <= most ? number : `Write a whole number from ${least} to ${most}.`;
}
