import type { Condition, FactTest } from '../advisor/condition.ts';
import type { FactValue } from '../advisor/fact.ts';
import type { FactDefinition } from '../advisor/vocabulary.ts';
import type { Report } from './check.ts';
import type { CombinedPack } from './combine.ts';

/** What a stated fact must be so that a claim may rest on it. */
type Support = (test: FactTest) => boolean;

/**
 * Wordings that deny something of the team, or take it for granted. What nobody said is unknown, so each needs a fact
 * that says so; "I have not read …" needs none.
 */
const DENIALS = [
  /\b(?:nobody|no one|none of you) (?:has|had|is|was|names?|named|knows|told|said|tried|counted|worked|scored)\b/i,
  /\bno (?:[\w-]+ )?(?:failures?|cases?|counts?|scores?|tests?|figures?|prices?|values?|models?|prompts?|jobs?|examples?|results?|gains?|search|owner) (?:yet )?(?:has|have|had|is|was|are|were|shows?|showed|sat)\b(?! to\b)/i,
  /(?<!\bI )\b(?:has|have|had) (?:not|never) [a-z]+/i,
  /\bis named, but\b|\bbut not (?:its|in what|how|where|why|what)\b/i,
];
const LACKS = [/\bwhat is missing\b|\b(?:is|are) missing\b/i];
const PRESUMPTIONS = [/\bthere (?:is|are) (?:no|nothing)\b/i];
const OF_A_TRAINING = [
  /(?:^|[.] )Stop training\b|\bno surprise\b|\byou (?:have )?trained\b|\b(?:the|your) training (?:has|did|brought|does)\b/,
];
const TRAINING_FACTS = ['training', 'training_result'];

/** How a value is put in words when it denies something. */
const NEGATIVE = /\b(?:no|not|nobody|none|never|nothing|only|cannot|without)\b/i;

/**
 * Sentences that tell a team what it has not done, has not said or has done, without a stated fact that carries them.
 * Found are the wordings that can be recognised; the rest is for who reads them.
 */
export function checkClaims(pack: CombinedPack, report: Report): void {
  const facts = new Map(pack.facts.map(({ value }) => [value.key, value]));
  const named = new Map(pack.conditions.map(({ value: [name, condition] }) => [name, condition]));

  const inspect = (
    placed: Parameters<Report>[0],
    path: readonly PropertyKey[],
    text: string,
    conditions: readonly (Condition | undefined)[],
  ): void => {
    const rests = (support: Support) =>
      conditions.some((condition) => condition && carries(condition, support, named));
    const claim =
      claimIn(text, DENIALS, () => rests((test) => isNegative(test, facts))) ??
      claimIn(text, LACKS, () => rests((test) => isNegative(test, facts) || namesAKind(test))) ??
      claimIn(text, PRESUMPTIONS, () => rests(() => true)) ??
      claimIn(text, OF_A_TRAINING, () => rests(({ fact }) => TRAINING_FACTS.includes(fact)));
    if (claim === undefined) return;
    report(
      placed,
      path,
      `"${claim}" says of a team what no stated fact carries.`,
      'Give it a "when" with the fact that says so (for a denial, such as `is: false`), or say what is unknown: "I have not read …".',
    );
  };

  for (const placed of pack.problems) {
    const { sentence, when, rungs } = placed.value;
    inspect(placed, ['sentence'], sentence, [when]);
    for (const [index, rung] of rungs.entries()) {
      inspect(placed, ['rungs', index, 'sentence'], rung.sentence, [when, rung.applies]);
    }
  }
  for (const placed of pack.guidance) {
    const { route, voice } = placed.value;
    for (const [index, { text, when }] of (voice?.headline ?? []).entries()) {
      inspect(placed, ['voice', 'headline', index], text, [when]);
    }
    for (const [id, wordings] of Object.entries(voice?.because ?? {})) {
      const problem = pack.problems.find(({ value }) => value.id === id)?.value;
      const rung = problem?.rungs.find((each) => each.route === route);
      for (const [index, { text, when }] of wordings.entries()) {
        inspect(placed, ['voice', 'because', id, index], text, [when, problem?.when, rung?.applies]);
      }
    }
  }
}

/** The words of a claim that does not rest on what it needs. */
function claimIn(text: string, claims: readonly RegExp[], isCarried: () => boolean): string | undefined {
  const found = claims.map((claim) => claim.exec(text)?.[0].trim()).find((words) => words !== undefined);
  return found === undefined || isCarried() ? undefined : found;
}

/** Whether a condition can only be a yes with such a fact stated. */
function carries(
  condition: Condition,
  support: Support,
  named: ReadonlyMap<string, Condition>,
  within: readonly string[] = [],
): boolean {
  if ('fact' in condition) return support(condition);
  if ('all' in condition) return condition.all.some((part) => carries(part, support, named, within));
  if ('any' in condition) return condition.any.every((part) => carries(part, support, named, within));
  if ('use' in condition) {
    const meant = named.get(condition.use);
    if (!meant || within.includes(condition.use)) return false;
    return carries(meant, support, named, [...within, condition.use]);
  }
  return false;
}

function isNegative(test: FactTest, facts: ReadonlyMap<string, FactDefinition>): boolean {
  const values = [...(test.is === undefined ? [] : [test.is]), ...(test.in ?? [])];
  if (values.length === 0) return test.atMost !== undefined;
  return values.every((value) => value === false || isDenial(facts.get(test.fact), value));
}

/** A value that denies something is put so in both of its wordings. */
const isDenial = (fact: FactDefinition | undefined, value: FactValue): boolean =>
  [fact?.says, fact?.means].every(
    (words) => typeof words === 'object' && NEGATIVE.test(words[String(value)] ?? ''),
  );

/** A choice says what it is that is missing; a yes or a number does not. */
const namesAKind = ({ is, in: values = [] }: FactTest): boolean =>
  [...(is === undefined ? [] : [is]), ...values].some((value) => typeof value === 'string');
