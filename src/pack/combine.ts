import type { Guidance } from '../advisor/guidance.ts';
import type { Problem } from '../advisor/problem.ts';
import type { Finding } from './finding.ts';
import type { Placed, RawPack } from './raw-pack.ts';

/** A guidance file's front matter with a whole voice, or none yet. */
type GuidanceDraft = Omit<RawPack['guidance'][number]['value'], 'voice'> & { voice?: Guidance['voice'] };

/** Several folders as one: the first is the pack, the others add to it. */
export interface CombinedPack extends Omit<RawPack, 'folder' | 'problems' | 'rungs' | 'guidance'> {
  problems: Placed<Problem>[];
  guidance: Placed<GuidanceDraft>[];
}

/** Puts folders together, in the order given. What cannot be placed becomes findings. */
export function combine(raws: readonly RawPack[]): CombinedPack {
  const findings = raws.flatMap((raw) => raw.findings);
  const combined: CombinedPack = {
    facts: raws.flatMap((raw) => raw.facts),
    words: raws.flatMap((raw) => raw.words),
    moods: combineMoods(raws),
    conditions: raws.flatMap((raw) => raw.conditions),
    problems: [],
    guidance: [],
    passages: raws.flatMap((raw) => raw.passages),
    findings,
  };
  for (const [index, raw] of raws.entries()) {
    for (const problem of raw.problems) placeProblem(combined.problems, problem, index > 0, findings);
    for (const rung of raw.rungs) placeRung(combined.problems, rung, findings);
    for (const guide of raw.guidance) placeGuidance(combined.guidance, guide);
  }
  return combined;
}

function combineMoods(raws: readonly RawPack[]): RawPack['moods'] {
  const all = (name: keyof RawPack['moods']) => raws.flatMap((raw) => raw.moods[name]);
  return {
    question_openings: all('question_openings'),
    asks_indirectly: all('asks_indirectly'),
    plan: all('plan'),
    supposed: all('supposed'),
    doubted: all('doubted'),
    denials: all('denials'),
    no_denials: all('no_denials'),
    elsewhere: all('elsewhere'),
    untrue: all('untrue'),
    instructions: all('instructions'),
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
      file: added.file,
      line: added.lineOf(['before']),
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
      file: added.file,
      line: added.lineOf(['problem']),
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
  rungs.splice(at === undefined || at === -1 ? rungs.length : at, 0, rung);
  problems[index] = { ...problem, value: { ...problem.value, rungs } };
}

/** A later file for the same route goes before what is there: the particular before the general. */
function placeGuidance(guidance: CombinedPack['guidance'], added: RawPack['guidance'][number]): void {
  const index = guidance.findIndex((other) => other.value.route === added.value.route);
  const base = guidance[index];
  if (!base) {
    guidance.push({ ...added, value: asGuidance(added.value) });
    return;
  }
  const { experiments = [], voice, name, advice, brief, needs = [] } = added.value;
  const before = base.value.voice;
  const value = {
    ...base.value,
    ...(name ? { name } : {}),
    ...(advice ? { advice } : {}),
    ...(brief ? { brief } : {}),
    needs: [...(base.value.needs ?? []), ...needs],
    experiments: [...experiments, ...(base.value.experiments ?? [])],
    ...(before
      ? {
          voice: {
            headline: [...(voice?.headline ?? []), ...before.headline],
            because: mergeWordings(voice?.because ?? {}, before.because),
            already_have: mergeWordings(voice?.already_have ?? {}, before.already_have),
            change_my_mind: [...(voice?.change_my_mind ?? []), ...before.change_my_mind],
          },
        }
      : {}),
  };
  guidance[index] = { ...base, value };
}

function asGuidance(head: RawPack['guidance'][number]['value']): GuidanceDraft {
  const { voice, ...rest } = head;
  const whole = voice?.headline && voice.because && voice.change_my_mind;
  const { headline, because, change_my_mind, already_have = {} } = voice ?? {};
  return whole && headline && because && change_my_mind
    ? { ...rest, voice: { headline, because, change_my_mind, already_have } }
    : rest;
}

function mergeWordings<T>(first: Record<string, T[]>, second: Record<string, T[]>): Record<string, T[]> {
  const keys = new Set([...Object.keys(first), ...Object.keys(second)]);
  return Object.fromEntries([...keys].map((key) => [key, [...(first[key] ?? []), ...(second[key] ?? [])]]));
}
