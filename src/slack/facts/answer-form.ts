import type { ModalView } from '@slack/types';
import type { Assessment } from '../../advisor/assessment.ts';
import type { Pack } from '../../advisor/pack.ts';
import { type FactFormOptions, factForm } from './fact-form.ts';

const MOST_QUESTIONS = 6;

/** Asks the open questions, the most telling first; undefined when none is open (any more). */
export function answerForm({ questions }: Assessment, caseId: string, pack: Pack): ModalView | undefined {
  const definitions = questions
    .slice(0, MOST_QUESTIONS)
    .flatMap(({ fact }) => pack.vocabulary.get(fact) ?? []);
  if (definitions.length === 0) return undefined;
  const options: FactFormOptions = {
    caseId,
    deed: 'answered',
    title: 'Open questions',
    submit: 'Answer',
    intro:
      'The most telling first. Answer what you know and leave the rest empty. Your answers are posted in the thread, in your name.',
    definitions,
    optional: true,
  };
  return factForm(options, pack);
}
