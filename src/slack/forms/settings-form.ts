import type { ModalView } from '@slack/types';
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
import { enteredIn, option, peopleIn, peopleInput, selectInput, textInput } from './inputs.ts';

export const SETTINGS_FORM = 'workspace_settings_form';

/** Slack takes so many options, and so many characters in each. */
const MOST_MODELS = 99;
const LONGEST_NUMBER = 12;
const MOST_EDITORS = 50;

const Memory = z.object({ version: z.number() });

/** What the form was filled in with, or what is wrong, by field. */
export type FilledSettings = { version: number; chosen: Chosen } | { errors: Record<string, string> };

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
    private_metadata: JSON.stringify({ version: choice.version }),
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

/** Reads the form and checks it against what the operator allows; undefined for what is no such form. */
export function readSettingsForm(body: SubmissionBody, offered: Offered): FilledSettings | undefined {
  const memory = readMemory(body.view.private_metadata, Memory);
  if (!memory) return undefined;
  const { values } = body.view.state;
  const hasModels = offered.models.length > 0;
  const model = hasModels ? enteredIn(values, 'model') : undefined;
  const tokens = hasModels ? wholeNumber(enteredIn(values, 'tokens'), 0, offered.dailyTokens) : undefined;
  const days = wholeNumber(enteredIn(values, 'retention'), 1, offered.retentionDays);
  const errors: Record<string, string> = {
    ...(model === undefined || model === OFFLINE || offered.models.includes(model)
      ? {}
      : { model: 'This model is not offered any more. Choose another one.' }),
    ...(typeof tokens === 'string' ? { tokens } : {}),
    ...(typeof days === 'string' ? { retention: days } : {}),
  };
  if (typeof days === 'string' || typeof tokens === 'string' || Object.keys(errors).length > 0)
    return { errors };
  // What is as the operator has it follows the operator, also when that changes.
  const unlessUsual = <T>(value: T, usual: T): T | undefined => (value === usual ? undefined : value);
  return {
    version: memory.version,
    chosen: {
      model: unlessUsual(model, offered.models[0]),
      dailyTokens: unlessUsual(tokens, offered.dailyTokens),
      retentionDays: unlessUsual(days, offered.retentionDays),
      editors: peopleIn(values, 'editors'),
    },
  };
}

/** @returns the number, or what is wrong with it */
function wholeNumber(text: string, least: number, most: number): number | string {
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return number >= least && number <= most ? number : `Write a whole number from ${least} to ${most}.`;
}
