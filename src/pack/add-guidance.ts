import type { Condition } from '../advisor/condition.ts';
import type { Guidance } from '../advisor/guidance.ts';
import type { Place } from './finding.ts';
import type { Placed, RawPack } from './raw-pack.ts';

type Added = RawPack['guidance'][number];

/** A guidance file's front matter with a whole voice, or none yet. */
export type GuidanceDraft = Omit<Added['value'], 'voice'> & { voice?: Guidance['voice'] };

/**
 * Puts a guidance file to those that are there. A later file for the same route goes before what there is: the
 * particular before the general. What it needs and what opens its gate comes on top: nobody gets through more easily.
 */
export function addGuidance(guidance: Placed<GuidanceDraft>[], added: Added): void {
  const index = guidance.findIndex(({ value }) => value.route === added.value.route);
  const base = guidance[index];
  if (base) guidance[index] = { value: join(base.value, added.value), placeOf: placeIn(base, added) };
  else guidance.push({ ...added, value: asDraft(added.value) });
}

function asDraft({ voice, ...rest }: Added['value']): GuidanceDraft {
  const { headline, because, change_my_mind, already_have = {}, questions = {} } = voice ?? {};
  return headline && because && change_my_mind
    ? { ...rest, voice: { headline, because, change_my_mind, already_have, questions } }
    : rest;
}

function join(base: GuidanceDraft, { voice, ...added }: Added['value']): GuidanceDraft {
  const open = bothOf(base.open, added.open);
  const before = base.voice;
  return {
    ...base,
    ...(added.name ? { name: added.name } : {}),
    ...(added.advice ? { advice: added.advice } : {}),
    ...(added.brief ? { brief: added.brief } : {}),
    ...(open ? { open } : {}),
    needs: [...(base.needs ?? []), ...(added.needs ?? [])],
    ask: [...(added.ask ?? []), ...(base.ask ?? [])],
    touched_by: [...(base.touched_by ?? []), ...(added.touched_by ?? [])],
    experiments: [...(added.experiments ?? []), ...(base.experiments ?? [])],
    ...(before
      ? {
          voice: {
            headline: [...(voice?.headline ?? []), ...before.headline],
            because: joinLists(voice?.because ?? {}, before.because),
            already_have: joinLists(voice?.already_have ?? {}, before.already_have),
            change_my_mind: [...(voice?.change_my_mind ?? []), ...before.change_my_mind],
            questions: joinLists(voice?.questions ?? {}, before.questions),
          },
        }
      : {}),
  };
}

const bothOf = (base?: Condition, added?: Condition): Condition | undefined =>
  base && added ? { all: [base, added] } : (base ?? added);

function joinLists<T>(first: Record<string, T[]>, second: Record<string, T[]>): Record<string, T[]> {
  const keys = new Set([...Object.keys(first), ...Object.keys(second)]);
  return Object.fromEntries([...keys].map((key) => [key, [...(first[key] ?? []), ...(second[key] ?? [])]]));
}

/** Where something of the joined guidance stands: in the file that was there, or in the one that was added. */
function placeIn(base: Placed<GuidanceDraft>, added: Added): Placed<GuidanceDraft>['placeOf'] {
  const { voice, ...head } = added.value;
  const before = base.value;
  const addedFirst = (length = 0): JoinedLists => ({ first: added, length, second: base });
  const baseFirst = (length = 0): JoinedLists => ({ first: base, length, second: added });

  return (path = []) => {
    const [field, second, ...rest] = path;
    const behind = path.slice(1);
    switch (field) {
      case 'needs':
        return inLists([field], behind, baseFirst(before.needs?.length));
      case 'touched_by':
        return inLists([field], behind, baseFirst(before.touched_by?.length));
      case 'ask':
        return inLists([field], behind, addedFirst(head.ask?.length));
      case 'experiments':
        return inLists([field], behind, addedFirst(head.experiments?.length));
      case 'name':
      case 'advice':
      case 'brief':
        return (head[field] ? added : base).placeOf(path);
      case 'open':
        if (!before.open || !head.open) return (head.open ? added : base).placeOf(path);
        return (rest[0] === 1 ? added : base).placeOf([field, ...rest.slice(1)]);
      case 'voice':
        if (second === 'headline' || second === 'change_my_mind') {
          return inLists([field, second], rest, addedFirst(voice?.[second]?.length));
        }
        if (second === 'because' || second === 'already_have' || second === 'questions') {
          const [key = '', ...further] = rest;
          const own = voice?.[second]?.[String(key)];
          const first = addedFirst(own?.length);
          return before.voice?.[second][String(key)]
            ? inLists([field, second, key], further, first)
            : (own ? added : base).placeOf(path);
        }
        return base.placeOf(path);
      default:
        return base.placeOf(path);
    }
  };
}

/** Two lists joined to one: `length` items of the first file, then those of the second. */
interface JoinedLists {
  first: Pick<Added, 'placeOf'>;
  length: number;
  second: Pick<Added, 'placeOf'>;
}

/** Where an item stands, `at` being the place of its list in either file and `path` the way from there. */
function inLists(at: readonly PropertyKey[], path: readonly PropertyKey[], lists: JoinedLists): Place {
  const { first, length, second } = lists;
  const [index, ...further] = path;
  if (typeof index !== 'number') return (length > 0 ? first : second).placeOf(at);
  return index < length
    ? first.placeOf([...at, index, ...further])
    : second.placeOf([...at, index - length, ...further]);
}
