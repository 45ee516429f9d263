import type { CaseResult, EvalCase } from '../../eval-case.ts';
import type { Report } from '../report.ts';
import { type Html, html, type Part } from './html.ts';

interface Side {
  name: string;
  result: CaseResult;
}

/** Every case with what was expected and what each curator made of it; those that came out wrong are open. */
export function casesSection({ labelled, curators }: Report): Html {
  const results = curators.map(({ about, cases }) => ({
    name: about.name,
    byId: new Map(cases.map((result) => [result.id, result])),
  }));
  return html`<h2>Each case</h2>
${labelled.map((each) => {
  const sides = results.flatMap(({ name, byId }): Side[] => {
    const result = byId.get(each.id);
    return result ? [{ name, result }] : [];
  });
  return sides.length === 0 ? '' : caseDetails(each, sides);
})}`;
}

function caseDetails(labelled: EvalCase, sides: readonly Side[]): Html {
  const isRight = sides.every(({ result }) => result.isAcceptable);
  return html`<details${isRight ? '' : html` open`}><summary><b>${labelled.id}</b>: expected ${labelled.expected_route}, got ${sides.map(
    ({ result }, index) =>
      html`${index > 0 ? ', ' : ''}<span class="${markOf(result)}">${result.route}</span>`,
  )}</summary>
<div class="sides">
<section><h3>Said</h3>${labelled.messages.map(({ author, text }) => html`<blockquote><b>${author}</b>: ${text}</blockquote>`)}</section>
${expectedSide(labelled, sides)}
${sides.map(gotSide)}
</div></details>
`;
}

const markOf = ({ isAcceptable }: CaseResult): string => (isAcceptable ? 'right' : 'wrong');

function expectedSide(labelled: EvalCase, sides: readonly Side[]): Html {
  const others = labelled.acceptable_routes.filter((route) => route !== labelled.expected_route);
  const [first] = sides;
  const worth = first?.result.comparedQuestions?.worth ?? [];
  return html`<section><h3>Expected</h3>
<p>${labelled.expected_route}${others.length > 0 ? ` (acceptable: ${others.join(', ')})` : ''}${labelled.off_topic ? ', not our subject' : ''}</p>
<h3>Labelled facts</h3>${list(labelled.facts.map(({ name, value, quote }) => html`${name} = ${String(value ?? 'unsaid')} ${quoted(quote ?? '')}`))}
<h3>Worth asking</h3>${list(worth)}</section>`;
}

function gotSide({ name, result }: Side): Html {
  const { comparedFacts: compared, comparedQuestions: questions } = result;
  const missed = compared?.labels.filter(({ outcome }) => outcome === 'missed') ?? [];
  return html`<section><h3>${name}</h3>
<p><span class="${markOf(result)}">${result.route}</span> (${result.standing}), by ${result.decidedBy === 'rules' ? `the rules: ${result.problem}` : 'the reader'}${result.fellBack ? `; read offline because ${result.fellBack}` : ''}${result.routeFromLabels ? `; the rules on the labelled facts: ${result.routeFromLabels}` : ''}</p>
<h3>Facts read, with quotations</h3>${factsRead(result)}
${missed.length > 0 ? html`<h3>Missed</h3>${list(missed.map(({ key, value, quote }) => html`<span class="wrong">${key}</span> = ${String(value)} ${quoted(quote)}`))}` : ''}
<h3>Asked</h3>${list(questions?.asked ?? result.questions.slice(0, 3))}
${result.invalidQuotations > 0 ? html`<p class="wrong">${result.invalidQuotations} quotations are not in the messages.</p>` : ''}</section>`;
}

function factsRead({ comparedFacts: compared, facts }: CaseResult): Html {
  if (!compared)
    return list(facts.map(({ key, value, quote }) => html`${key} = ${String(value)} ${quoted(quote)}`));
  return list(
    compared.readings.map(({ key, value, quote, outcome }) => {
      const labels = compared.labels.filter((label) => label.key === key).map((label) => String(label.value));
      const instead = outcome === 'misread' ? ` (labelled: ${labels.join(', ')})` : '';
      return html`<span class="${CLASSES[outcome]}">${outcome}</span> ${key} = ${String(value)}${instead} ${quoted(quote)}`;
    }),
  );
}

const CLASSES = { right: 'right', misread: 'wrong', unlabelled: 'quiet' };

const quoted = (text: string): Part => (text === '' ? '' : html`<q>${text}</q>`);

const list = (items: readonly Part[]): Html =>
  items.length === 0
    ? html`<p class="quiet">none</p>`
    : html`<ul>${items.map((item) => html`<li>${item}</li>`)}</ul>`;
