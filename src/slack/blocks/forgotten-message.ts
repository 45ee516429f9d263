import type { ForgottenUtterance } from '../../cases/utterance.ts';
import { section } from './text-blocks.ts';
import type { Rendered } from './verdict-message.ts';

/** Tells somebody alone that what they asked to be forgotten is gone, and what Slack still holds. */
export function forgottenMessage(gone: ForgottenUtterance): Rendered {
  const { deleted, replaced, left } = gone;
  const lines = [
    `*Forgotten.* ${whatIsGone(gone)}`,
    ...(deleted + replaced > 0
      ? [
          `I took ${deleted + replaced} of my messages out of Slack${replaced > 0 ? `; of ${replaced} Slack let me only blank the text` : ''}.`,
        ]
      : []),
    ...(left > 0
      ? [
          `${left} of my messages I could not remove, most likely because I am not in the channel any more. An admin of the workspace can delete them.`,
        ]
      : []),
    'What you and others wrote in Slack yourselves is still there; only you and your admins can delete that. If you write to me again, I read that as new.',
  ];
  const text = lines.join('\n');
  return { text: text.replaceAll('*', ''), blocks: [section(text)] };
}

function whatIsGone({ what, cases, others }: ForgottenUtterance): string {
  if (what === 'case') return 'The case is gone from my database and its caches.';
  if (cases + others === 0) return 'I kept nothing of yours in this workspace.';
  const parts = [
    ...(cases > 0 ? [`${counted(cases, 'case', 'cases')} that you opened`] : []),
    ...(others > 0 ? [`what you said and did in ${counted(others, 'case', 'cases')} of others`] : []),
  ];
  const are = cases > 1 || (cases > 0 && others > 0) ? 'are' : 'is';
  const text = `${parts.join(' and ')} ${are} gone from my database and its caches.`;
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const counted = (count: number, one: string, many: string): string =>
  count === 1 ? `one ${one}` : `${count} ${many}`;
