import type { InputBlock, ModalView } from '@slack/types';
import type { SubmissionBody } from './bodies.ts';

export const SITUATION_FORM = 'situation_form';

/** Slack takes at most so many characters in one field. */
const LONGEST_FIELD = 3000;
/** Below this nothing can be said. */
const SHORTEST_SITUATION = 10;

interface Field {
  id: 'situation' | 'data' | 'tried' | 'volume';
  label: string;
  hint: string;
  /** How the field's text begins in the message that is made of the form. */
  lead: string;
}

const FIELDS: readonly Field[] = [
  {
    id: 'situation',
    label: 'What is the situation?',
    hint: 'What goes wrong, for whom, and what you think of doing.',
    lead: '',
  },
  {
    id: 'data',
    label: 'What data do you have?',
    hint: 'Labelled examples, documents, logs; how many, who made them.',
    lead: 'Our data: ',
  },
  {
    id: 'tried',
    label: 'What have you tried?',
    hint: 'Prompts, models, retrieval, training, and how they scored.',
    lead: 'Tried so far: ',
  },
  {
    id: 'volume',
    label: 'How much is it used?',
    hint: 'Calls a day or month, what one costs, how fast it must be.',
    lead: 'Use: ',
  },
];

/** The field in which the channel is chosen, where the form was not opened in one. */
const CHANNEL = 'channel';

/** The form behind a bare `/finetune`. @param channel where the case is to be opened; it is chosen in the form without */
export function situationForm(channel: string | undefined, responseUrl: string | undefined): ModalView {
  return {
    type: 'modal',
    callback_id: SITUATION_FORM,
    title: { type: 'plain_text', text: 'Tune or not?' },
    submit: { type: 'plain_text', text: 'Ask' },
    close: { type: 'plain_text', text: 'Cancel' },
    private_metadata: JSON.stringify({ channel, responseUrl }),
    blocks: [
      ...(channel === undefined ? [channelInput()] : []),
      ...FIELDS.map(({ id, label, hint }) => ({
        type: 'input' as const,
        block_id: id,
        optional: id !== 'situation',
        label: { type: 'plain_text' as const, text: label },
        hint: { type: 'plain_text' as const, text: hint },
        element: {
          type: 'plain_text_input' as const,
          action_id: 'text',
          multiline: true,
          max_length: LONGEST_FIELD,
          focus_on_load: id === 'situation',
        },
      })),
    ],
  };
}

const channelInput = (): InputBlock => ({
  type: 'input',
  block_id: CHANNEL,
  label: { type: 'plain_text', text: 'Where do we talk about it?' },
  hint: { type: 'plain_text', text: 'I open a thread in this channel; everybody in it sees it.' },
  element: {
    type: 'conversations_select',
    action_id: CHANNEL,
    filter: { include: ['public', 'private'] },
    // Where I cannot post, the asker alone gets the answer by this.
    response_url_enabled: true,
  },
});

/** The channel that was chosen in the form, and where the asker alone can be answered; undefined where none was asked. */
export function chosenPlace(body: SubmissionBody): { channel: string; responseUrl?: string } | undefined {
  const channel = body.view.state.values[CHANNEL]?.[CHANNEL]?.selected_conversation;
  if (!channel) return undefined;
  const url = body.response_urls.find((each) => each.channel_id === channel)?.response_url;
  return { channel, ...(url ? { responseUrl: url } : {}) };
}

/** What was filled in, or what is wrong with it by field. */
export type FilledForm = { text: string } | { errors: Record<string, string> };

/** Reads a submitted form into one message. Fields without a word are left out. */
export function readForm(values: SubmissionBody['view']['state']['values']): FilledForm {
  const textOf = (id: Field['id']) => values[id]?.text?.value?.trim() ?? '';
  if (textOf('situation').length < SHORTEST_SITUATION) {
    return {
      errors: { situation: 'Say in a sentence what goes wrong or what you plan. Nothing you typed is lost.' },
    };
  }
  const parts = FIELDS.flatMap(({ id, lead }) => (textOf(id) === '' ? [] : [`${lead}${textOf(id)}`]));
  return { text: parts.join('\n') };
}
