import type { Guidance, Wording } from '../advisor/guidance.ts';
import { ROUTES } from '../advisor/routes.ts';
import { EXPERIMENT_SLOTS, FIGURE_SLOTS, slotsIn } from '../advisor/wording.ts';
import type { Report } from './check.ts';
import type { InspectCondition } from './check-conditions.ts';
import type { CombinedPack } from './combine.ts';
import type { Placed } from './raw-pack.ts';

/** How long wordings may be, in characters, so that a whole assessment stays within one screen. */
const LONGEST = {
  name: 18,
  advice: 45,
  headline: 95,
  because: 240,
  already_have: 60,
  change_my_mind: 200,
  question: 100,
  do: 240,
  measure: 120,
  pass: 110,
  effort: 50,
  passage: 420,
} as const;

type Part = Placed<CombinedPack['guidance'][number]['value']>;

/** Voice, experiments and passages: complete, within their lengths, slots that can be filled, citations that exist. */
export function checkGuidance(pack: CombinedPack, inspect: InspectCondition, report: Report): void {
  const slots = new Set<string>([
    ...FIGURE_SLOTS,
    ...pack.facts
      .filter(({ value }) => value.type === 'number' || value.type === 'text')
      .map(({ value }) => value.key),
  ]);
  const experimentSlots = new Set<string>([...slots, ...EXPERIMENT_SLOTS]);
  const passages = new Set(pack.passages.map(({ value }) => value.id));
  const facts = new Set(pack.facts.map(({ value }) => value.key));

  for (const route of ROUTES) {
    const part = pack.guidance.find(({ value }) => value.route === route);
    if (part) checkRoute(part);
    else {
      report(
        pack.fileOf(`guidance/${route}.md`),
        [],
        `There is no guidance file for the route "${route}".`,
        'Write it; docs/pack.md says how.',
      );
    }
  }
  for (const placed of pack.passages) {
    const { id, route, when, text } = placed.value;
    if (when) inspect(placed, ['when'], when);
    if (!id.startsWith(`${route}.`) || !/^[a-z-]+\.[a-z0-9-]+$/.test(id)) {
      report(
        placed,
        [],
        `The passage "${id}" does not begin with its route.`,
        `Write it as "${route}.<name>", in small letters and hyphens.`,
      );
    }
    if (text === '')
      report(placed, [], `The passage "${id}" has no text.`, 'Write it under its block of sources.');
    tooLong(placed, [], 'passage', text);
  }

  function checkRoute(part: Part): void {
    const { name, advice, open, needs = [], experiments = [], voice } = part.value;
    for (const field of ['name', 'advice', 'brief', 'experiments', 'voice'] as const) {
      if (part.value[field] !== undefined) continue;
      report(
        part,
        [],
        `The guidance for "${part.value.route}" lacks "${field}".`,
        'Add it to the front matter.',
      );
    }
    if (!pack.passages.some(({ value }) => value.route === part.value.route)) {
      report(
        part,
        [],
        `The guidance for "${part.value.route}" has no passage.`,
        `Write one under a heading "## ${part.value.route}.<name>", with its sources.`,
      );
    }
    for (const [index, { id }] of experiments.entries()) {
      const first = experiments.findIndex((other) => other.id === id);
      if (first === index) continue;
      // Added ones come first; where one of the two was added, that one is to be renamed.
      const isAdded = part.placeOf(['experiments', first]).file !== part.placeOf(['experiments', index]).file;
      report(
        part,
        ['experiments', isAdded ? first : index],
        `The experiment "${id}" is there twice.`,
        'Rename or remove one of them.',
      );
    }
    if (name) tooLong(part, ['name'], 'name', name);
    if (advice) tooLong(part, ['advice'], 'advice', advice);
    if (open) inspect(part, ['open'], open);
    for (const [index, need] of needs.entries()) inspect(part, ['needs', index], need);
    for (const [index, experiment] of experiments.entries())
      checkExperiment(part, ['experiments', index], experiment);
    if (!experiments.some((experiment) => !experiment.when)) {
      report(
        part,
        ['experiments'],
        'Every experiment has a condition, so that sometimes none would fit.',
        'Let the last one have no "when".',
      );
    }
    for (const field of ['ask', 'touched_by'] as const) {
      for (const [index, key] of (part.value[field] ?? []).entries()) checkKey(part, [field, index], key);
    }
    if (voice) checkVoice(part, voice);
  }

  function checkExperiment(
    part: Part,
    path: PropertyKey[],
    experiment: Guidance['experiments'][number],
  ): void {
    if (experiment.when) inspect(part, [...path, 'when'], experiment.when);
    const numbers = experiment.items !== undefined && experiment.pass_share !== undefined;
    for (const field of ['do', 'measure', 'pass', 'effort'] as const) {
      const text = experiment[field];
      tooLong(part, [...path, field], field, text);
      checkSlots(part, [...path, field], text, experimentSlots);
      const counts = slotsIn(text).filter((slot) => EXPERIMENT_SLOTS.some((name) => name === slot));
      if (counts.length > 0 && !numbers) {
        report(
          part,
          [...path, field],
          `{${counts[0]}} needs a number of items and a share to pass.`,
          'Add "items" and "pass_share".',
        );
      }
    }
    checkCitations(part, path, experiment.cite);
    for (const [index, key] of experiment.finds.entries()) checkKey(part, [...path, 'finds', index], key);
  }

  function checkKey(part: Part, path: PropertyKey[], key: string): void {
    if (facts.has(key)) return;
    report(part, path, `No fact has the key "${key}".`, 'Correct the key, or add the fact to facts.yaml.');
  }

  function checkVoice(part: Part, voice: Guidance['voice']): void {
    checkWordings(part, ['voice', 'headline'], voice.headline, 'headline');
    checkWordings(part, ['voice', 'change_my_mind'], voice.change_my_mind, 'change_my_mind');
    for (const [id, wordings] of Object.entries(voice.because)) {
      checkWordings(part, ['voice', 'because', id], wordings, 'because');
      if (id !== 'otherwise' && !pack.problems.some(({ value }) => value.id === id)) {
        report(
          part,
          ['voice', 'because', id],
          `No problem has the id "${id}".`,
          'Correct it, or call it "otherwise".',
        );
      }
    }
    for (const [key, wordings] of Object.entries(voice.questions)) {
      checkWordings(part, ['voice', 'questions', key], wordings, 'question');
      checkKey(part, ['voice', 'questions', key], key);
      for (const [index, { text }] of wordings.entries()) {
        if (/\?/.test(text)) continue;
        report(
          part,
          ['voice', 'questions', key, index],
          'This asks nothing.',
          'Put it as a question, with its mark.',
        );
      }
    }
    if (!voice.because.otherwise) {
      report(
        part,
        ['voice', 'because'],
        'There are no words for a problem without words of its own.',
        'Add "otherwise".',
      );
    }
    for (const [key, wordings] of Object.entries(voice.already_have)) {
      checkWordings(part, ['voice', 'already_have', key], wordings, 'already_have');
      if (!facts.has(key)) {
        report(part, ['voice', 'already_have', key], `No fact has the key "${key}".`, 'Correct the key.');
      }
    }
  }

  function checkWordings(
    part: Part,
    path: PropertyKey[],
    wordings: readonly Wording[],
    kind: keyof typeof LONGEST,
  ): void {
    for (const [index, wording] of wordings.entries()) {
      const place = [...path, index];
      if (wording.when) inspect(part, [...place, 'when'], wording.when);
      tooLong(part, place, kind, wording.text);
      checkSlots(part, place, wording.text, slots);
      checkCitations(part, place, wording.cite);
    }
    const last = wordings.at(-1);
    if (kind !== 'already_have' && last && (last.when || slotsIn(last.text).length > 0)) {
      report(
        part,
        [...path, wordings.length - 1],
        'The last wording does not always fit.',
        'Let the last one have neither "when" nor a slot.',
      );
    }
    const early = wordings.findIndex((wording) => !wording.when && slotsIn(wording.text).length === 0);
    if (early !== -1 && early < wordings.length - 1) {
      report(
        part,
        [...path, early],
        'This wording always fits, so that those after it are never used.',
        'Give it a "when", or put it last.',
      );
    }
  }

  function checkSlots(part: Part, path: PropertyKey[], text: string, known: ReadonlySet<string>): void {
    for (const slot of slotsIn(text)) {
      if (known.has(slot)) continue;
      report(part, path, `The slot {${slot}} has no filler.`, `Use one of: ${[...known].join(', ')}.`);
    }
  }

  function checkCitations(part: Part, path: PropertyKey[], cite: readonly string[]): void {
    for (const id of cite) {
      if (!passages.has(id))
        report(part, path, `No passage has the id "${id}".`, 'Correct the id, or write the passage.');
    }
  }

  function tooLong(
    placed: Placed<unknown>,
    path: PropertyKey[],
    kind: keyof typeof LONGEST,
    text: string,
  ): void {
    const most = LONGEST[kind];
    if (text.length <= most) return;
    report(placed, path, `This is ${text.length} characters long; ${kind} may have ${most}.`, 'Shorten it.');
  }
}
