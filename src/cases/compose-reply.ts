import type { Assessment } from '../advisor/assessment.ts';
import type { Fact } from '../advisor/fact.ts';
import type { Route } from '../advisor/routes.ts';
import { type Answer, isEmpty } from '../curator/answer/answer.ts';
import type { Deed, Quoted, Reply } from './utterance.ts';

/** What a turn brought, as far as somebody should hear of it. */
export interface TurnNews {
  /** Undefined on the first turn, whose verdict message says it all. */
  before: Assessment | undefined;
  after: Assessment;
  /** The messages that were read before, and say what they said. */
  read?: ReadonlySet<string>;
  /** Whether somebody took words back or wrote others in their place. */
  takenBack?: boolean;
  answers: readonly Answer[];
  deeds: readonly Deed[];
  /** Messages that turned to us by name. */
  addressed: ReadonlySet<string>;
  notes: readonly string[];
}

const TAKEN_BACK = 'A message that the advice rested on was edited or deleted.';
const MOST_ANSWERS = 2;
const MOST_NOTED = 2;

/**
 * What to say in the thread; nothing when nobody asked and nothing changed, for two people talking to each other are
 * left alone.
 */
export function composeReply({
  before,
  after,
  read = new Set(),
  takenBack = false,
  answers,
  deeds,
  addressed: toUs,
  notes,
}: TurnNews): Reply | undefined {
  const told = before !== undefined;
  const from = before?.verdict.route;
  const to = after.verdict.route;
  // What was said long ago holds again where a later word is gone; it is no news.
  const news = before ? newFacts(before, after).filter(({ evidence }) => !read.has(evidence.message)) : [];
  const changed = from !== undefined && from !== to ? change(from, after, news) : undefined;
  // That the pack is silent on something is said to who asked us, and not between two people.
  const given = answers
    .filter((answer) => !isEmpty(answer) || (told && toUs.has(answer.message)))
    .slice(0, MOST_ANSWERS);
  const addressed = toUs.size > 0 && told && !changed && given.length === 0 && deeds.length === 0;
  const reply: Reply = {
    ...(changed ? { changed } : {}),
    noted: addressed ? eachOnce(news).slice(0, MOST_NOTED).map(quoted) : [],
    unchanged: addressed,
    deeds: [...deeds],
    answers: given,
    notes: changed && !changed.because && takenBack ? [TAKEN_BACK, ...notes] : [...notes],
  };
  const says = changed || addressed || given.length > 0 || deeds.length > 0 || notes.length > 0;
  return says ? reply : undefined;
}

/** Facts that hold now and did not before, the verdict's reasons first. */
function newFacts(before: Assessment, after: Assessment): Fact[] {
  const known = new Map(before.situation.facts.map((fact) => [fact.key, fact.value]));
  const reasons = after.verdict.reasons;
  const rank = (fact: Fact) => (reasons.includes(fact.key) ? 0 : 1);
  return after.situation.facts
    .filter((fact) => known.get(fact.key) !== fact.value && fact.evidence.quote !== '')
    .sort((a, b) => rank(a) - rank(b));
}

/** One sentence may carry several facts; it is quoted once. */
function eachOnce(facts: readonly Fact[]): Fact[] {
  const quotedPlaces = new Set<string>();
  return facts.filter(({ evidence }) => {
    const place = `${evidence.message} ${evidence.quote}`;
    if (quotedPlaces.has(place)) return false;
    quotedPlaces.add(place);
    return true;
  });
}

/** What changed, by whose words, and what to do now. */
function change(from: Route, after: Assessment, news: readonly Fact[]): Reply['changed'] {
  const fact = news.find(({ key }) => after.verdict.reasons.includes(key)) ?? news[0];
  const next = `${firstSentence(after.experiment.do)} Pass: ${after.experiment.pass}.`;
  return {
    from,
    to: after.verdict.route,
    reason: firstSentence(after.reason.text),
    next,
    ...(fact ? { because: quoted(fact) } : {}),
  };
}

const quoted = ({ evidence }: Fact): Quoted => ({
  quote: evidence.quote,
  author: evidence.author,
  message: evidence.message,
});

/** A reply is short; the whole of it stands in the verdict message above. */
const firstSentence = (text: string): string => /^.*?[.!?](?=\s|$)/.exec(text)?.[0] ?? text;
