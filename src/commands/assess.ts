import type { Pack } from '../advisor/pack.ts';
import { whoDecidedBesideFacts } from '../advisor/who-decided.ts';
import type { ThreadAssessment, ThreadReader } from '../cases/read-thread.ts';
import { readThread } from '../cases/read-thread.ts';
import { readingNotes } from '../cases/reading-notes.ts';
import { type Answer, isEmpty } from '../curator/answer/answer.ts';
import type { Message } from '../curator/curator.ts';

/** As many sources of an answer are shown; the JSON holds them all. */
const MOST_SOURCES = 2;

/** The one JSON object that `assess --json` prints. Other programs rely on its names. */
export function toJson({ assessment, reading, answers, summary, usage }: ThreadAssessment) {
  const { verdict, situation } = assessment;
  const { finds: _, ...experiment } = assessment.experiment;
  return {
    route: verdict.route,
    standing: verdict.standing,
    decidedBy: verdict.decidedBy,
    proposal: proposed(reading),
    problem: verdict.problem,
    facts: situation.facts.map(({ key, value, state, evidence }) => ({
      key,
      value,
      state,
      quote: evidence.quote,
      message: Number(evidence.message),
    })),
    conflicts: situation.conflicts.map(({ key, statements }) => ({
      key,
      values: statements.map(({ value, evidence }) => ({
        value,
        quote: evidence.quote,
        message: Number(evidence.message),
      })),
    })),
    passages: assessment.passages,
    questions: assessment.questions,
    answers: given(answers).map((answer) => ({ ...answer, message: Number(answer.message) })),
    steps: [experiment],
    flips: assessment.flips,
    figures: assessment.figures,
    headline: assessment.headline.text,
    reason: assessment.reason.text,
    summary: summary.length > 0 ? summary.join(' ') : null,
    curator: reading.curator,
    notes: reading.notes,
    usage,
  };
}

/** What the reader proposed, whether it was followed or not. */
const proposed = ({ proposal }: ThreadAssessment['reading']) =>
  proposal ? { route: proposal.route, restsOn: proposal.restsOn } : null;

/** The assessment for people at a terminal. */
export function toText({ assessment, answers, reading, summary }: ThreadAssessment, pack: Pack): string {
  const { experiment, quotes, questions } = assessment;
  const lines = [
    assessment.headline.text,
    assessment.reason.text,
    ...summary,
    '',
    ...quotes.slice(0, 2).map(({ fact, means }) => `> "${fact.evidence.quote}"  ${means}`),
    ...assessment.figures,
    '',
    `Try this first: ${experiment.effort}`,
    experiment.do,
    `Pass: ${experiment.pass}${experiment.margin ? ` (± ${experiment.margin} points at this size)` : ''}`,
    '',
    `What would change my mind: ${assessment.changeMyMind.text}`,
    ...(questions[0] ? [`One question: ${questions[0].text}`] : []),
  ];
  for (const answer of given(answers)) {
    lines.push('', `You asked: ${answer.question}`, ...answer.figures);
    for (const { text, sources } of answer.passages) lines.push(`${text} (${urlsOf(sources).join(', ')})`);
  }
  if (reading.notes.length > 0) lines.push('', ...reading.notes);
  const decided = assessment.verdict.weighed ? ` ${whoDecidedBesideFacts(assessment.verdict, pack)}.` : '';
  lines.push('', `Read ${reading.curator === 'llm' ? 'by the model' : 'offline, no model'}.${decided}`);
  return lines.join('\n').replace(/\n{3,}/g, '\n\n');
}

/** The answers that say something, each question's once. */
function given(answers: readonly Answer[]): Answer[] {
  const asked = new Set<string>();
  return answers.filter((answer) => {
    const again = asked.has(answer.question);
    asked.add(answer.question);
    return !again && !isEmpty(answer);
  });
}

const urlsOf = (sources: Answer['passages'][number]['sources']): string[] =>
  sources.slice(0, MOST_SOURCES).map(({ url }) => url);

/** Reads messages and says what the adviser would: as JSON, or as text. */
export async function runAssess(
  messages: readonly Message[],
  reader: ThreadReader,
  options: { json?: boolean },
): Promise<string> {
  const thread = await readThread(messages, reader);
  const words = await readingNotes(
    messages.map(({ text }) => text),
    thread.reading.curator,
  );
  const result = { ...thread, reading: { ...thread.reading, notes: [...thread.reading.notes, ...words] } };
  return options.json ? JSON.stringify(toJson(result), null, 2) : toText(result, reader.pack);
}
