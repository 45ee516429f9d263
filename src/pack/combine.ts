import { join } from 'node:path';
import type { Problem } from '../advisor/problem.ts';
import { addGuidance, type GuidanceDraft } from './add-guidance.ts';
import type { Finding } from './finding.ts';
import type { Placed, RawPack } from './raw-pack.ts';

/** Several folders as one: the first is the pack, the others add to it. */
export interface CombinedPack
  extends Omit<RawPack, 'folder' | 'content' | 'moods' | 'problems' | 'rungs' | 'guidance'> {
  /** The phrases of all folders. */
  moods: RawPack['moods']['value'];
  moodFiles: RawPack['moods'][];
  problems: Placed<Problem>[];
  guidance: Placed<GuidanceDraft>[];
  /** The beginning of a file of the pack, for what should stand there and does not. */
  fileOf(name: string): Pick<Placed<unknown>, 'placeOf'>;
}

/** Puts folders together, in the order given. What cannot be placed becomes findings. */
export function combine(raws: readonly [RawPack, ...RawPack[]]): CombinedPack {
  const findings = raws.flatMap((raw) => raw.findings);
  const [{ folder }] = raws;
  const combined: CombinedPack = {
    facts: raws.flatMap((raw) => raw.facts),
    words: raws.flatMap((raw) => raw.words),
    moods: combineMoods(raws),
    moodFiles: raws.map((raw) => raw.moods),
    conditions: raws.flatMap((raw) => raw.conditions),
    problems: [],
    guidance: [],
    passages: raws.flatMap((raw) => raw.passages),
    findings,
    fileOf: (name) => ({ placeOf: () => ({ file: join(folder, name), line: 1 }) }),
  };
  for (const [index, raw] of raws.entries()) {
    for (const problem of raw.problems) placeProblem(combined.problems, problem, index > 0, findings);
    for (const rung of raw.rungs) placeRung(combined.problems, rung, findings);
    for (const guide of raw.guidance) addGuidance(combined.guidance, guide);
  }
  return combined;
}

function combineMoods(raws: readonly RawPack[]): CombinedPack['moods'] {
  const all = (name: keyof CombinedPack['moods']) => raws.flatMap((raw) => raw.moods.value[name]);
  return {
    question_openings: all('question_openings'),
    asks_indirectly: all('asks_indirectly'),
    plan: all('plan'),
    supposed: all('supposed'),
    doubted: all('doubted'),
    denials: all('denials'),
    no_denials: all('no_denials'),
    elsewhere: all('elsewhere'),
    past: all('past'),
    since: all('since'),
    untrue: all('untrue'),
    instructions: all('instructions'),
    orders: all('orders'),
    plain_yes: all('plain_yes'),
    plain_no: all('plain_no'),
    plain_about: all('plain_about'),
  };
}

function placeProblem(
  problems: Placed<Problem>[],
  added: RawPack['problems'][number],
  isAddition: boolean,
  findings: Finding[],
): void {
  const { before, ...value } = added.value;
  const placed = { ...added, value };
  if (!isAddition && before === undefined) {
    problems.push(placed);
    return;
  }
  const at =
    before === undefined ? problems.length - 1 : problems.findIndex((other) => other.value.id === before);
  if (at < 0) {
    findings.push({
      ...added.placeOf(['before']),
      what: `The problem "${value.id}" is to come before "${before}", which does not exist.`,
      remedy: `Name one of: ${problems.map((problem) => problem.value.id).join(', ')}.`,
    });
    return;
  }
  problems.splice(at, 0, placed);
}

function placeRung(problems: Placed<Problem>[], added: RawPack['rungs'][number], findings: Finding[]): void {
  const { problem: id, before, ...rung } = added.value;
  const index = problems.findIndex((problem) => problem.value.id === id);
  const problem = problems[index];
  const at = before === undefined ? -1 : problem?.value.rungs.findIndex((other) => other.route === before);
  if (!problem || (before !== undefined && at === -1)) {
    findings.push({
      ...added.placeOf([problem ? 'before' : 'problem']),
      what: problem
        ? `The ladder of "${id}" has no rung "${before}" to come before.`
        : `A rung is added to the problem "${id}", which does not exist.`,
      remedy: problem
        ? `Name one of: ${problem.value.rungs.map((other) => other.route).join(', ')}; or leave "before" out.`
        : `Name one of: ${problems.map((other) => other.value.id).join(', ')}.`,
    });
    return;
  }
  const rungs = [...problem.value.rungs];
  const place = at === undefined || at === -1 ? rungs.length : at;
  rungs.splice(place, 0, rung);
  problems[index] = {
    value: { ...problem.value, rungs },
    placeOf: (path = []) => {
      const [field, number, ...rest] = path;
      if (field !== 'rungs' || typeof number !== 'number' || number < place) return problem.placeOf(path);
      return number === place ? added.placeOf(rest) : problem.placeOf([field, number - 1, ...rest]);
    },
  };
}
