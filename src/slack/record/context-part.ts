import type { Assessment } from '../../advisor/assessment.ts';
import type { Fact, Statement } from '../../advisor/fact.ts';
import { keyedFactInWords } from '../../advisor/fact-in-words.ts';
import type { Pack } from '../../advisor/pack.ts';
import { capital } from '../../text/capital.ts';
import { messageUrl, nameOf, type Setting } from '../blocks/people.ts';
import { md, part } from './markdown.ts';

const STATES: Record<Fact['state'], string> = {
  stated: '',
  inferred: ' (read between the lines, not confirmed)',
  corrected: ' (set or measured by hand)',
};

/** What is known, each with the words it comes from and a link to them; and what people differ about. */
export function contextPart({ situation }: Assessment, pack: Pack, setting: Setting): string[] {
  const facts = situation.facts.flatMap((fact) => {
    const said = keyedFactInWords(fact, pack);
    return said === undefined
      ? []
      : [`- ${md(capital(said))}${STATES[fact.state]}  `, `  ${whoSaid(fact, setting)}`];
  });
  const conflicts = situation.conflicts.flatMap(({ statements }) =>
    statements.map(
      (statement) => `- ${md(capital(keyedFactInWords(statement, pack)))}: ${whoSaid(statement, setting)}`,
    ),
  );
  return [
    ...part('## Context', facts.length > 0 ? facts : ['Nothing is known for certain yet.']),
    ...part('People differ about this:', conflicts),
  ];
}

/** Somebody's words with their name and a link; words deleted for their age are missing, the rest is not. */
export function whoSaid({ evidence: { quote, author, message } }: Statement, setting: Setting): string {
  const url = messageUrl(message, setting);
  const name = md(nameOf(author, setting));
  const words = quote === '' ? 'words that are deleted by now, of ' : `“${md(quote)}” `;
  return `${words}${url ? `[${name}](${url})` : name}`;
}
