import { z } from 'zod';
import { FactValue } from '../../advisor/fact.ts';
import { Route, Standing } from '../../advisor/routes.ts';
import { readText } from '../../read-text.ts';
import { UserError } from '../../user-error.ts';
import { readJson } from '../read-json.ts';

/** What is needed of an earlier result; reports of older versions hold no more of some things. */
const Earlier = z.object({
  id: z.string(),
  route: Route,
  standing: Standing,
  isAcceptable: z.boolean(),
  isStrict: z.boolean(),
  facts: z.array(z.object({ key: z.string(), value: FactValue })),
});
type Earlier = z.infer<typeof Earlier>;

const OldReport = z.object({
  cases: z.array(Earlier).optional(),
  curators: z.array(z.object({ about: z.object({ name: z.string() }), cases: z.array(Earlier) })).optional(),
});

/** An earlier report: the results of its curators by name; of a report on one alone also without. */
export interface OldResults {
  of(name: string, isAlone: boolean): readonly Earlier[] | undefined;
}

const MOST_FAULTS = 3;

/** @throws UserError when the file is no report of `eval --json` */
export async function readOldReport(file: string): Promise<OldResults> {
  const read = readJson(await readText(file), OldReport);
  const faults = read.data ? [] : read.faults.slice(0, MOST_FAULTS);
  const { cases, curators = [] } = read.data ?? {};
  if (!cases && curators.length === 0) {
    throw new UserError(
      [
        `${file} is no report of an evaluation.`,
        ...faults.map(({ line, what }) => `${file}:${line}: ${what}`),
      ].join('\n'),
      'Give a file that "eval --json FILE" wrote. No case was run.',
    );
  }
  return {
    of: (name, isAlone) =>
      curators.find(({ about }) => about.name === name)?.cases ?? (isAlone ? cases : undefined),
  };
}

interface Place {
  route: Route;
  standing: Standing;
}

/** How results differ from earlier ones of the same cases. */
export interface Moved {
  /** Cases with another route or standing. */
  moved: { id: string; was: Place; is: Place; change: 'better' | 'worse' | 'neither' }[];
  /** Cases with the same verdict from other facts. */
  readDifferently: string[];
  /** Cases that the earlier report does not have. */
  added: string[];
  /** Cases that there are no more. */
  gone: string[];
  same: number;
}

/** @param known the ids of all cases that there are, run or not */
export function movedSince(
  before: readonly Earlier[],
  now: readonly Earlier[],
  known: ReadonlySet<string>,
): Moved {
  const earlier = new Map(before.map((result) => [result.id, result]));
  const pairs = now.flatMap((is) => {
    const was = earlier.get(is.id);
    return was ? [{ was, is }] : [];
  });
  const hasMoved = ({ was, is }: Pair) => was.route !== is.route || was.standing !== is.standing;
  const moved = pairs.filter(hasMoved);
  const stayed = pairs.filter((pair) => !hasMoved(pair));
  const readDifferently = stayed.filter(({ was, is }) => factsOf(was) !== factsOf(is));
  return {
    moved: moved.map(({ was, is }) => ({
      id: is.id,
      was: { route: was.route, standing: was.standing },
      is: { route: is.route, standing: is.standing },
      change: changeOf(was, is),
    })),
    readDifferently: readDifferently.map(({ is }) => is.id),
    added: now.map(({ id }) => id).filter((id) => !earlier.has(id)),
    gone: before.map(({ id }) => id).filter((id) => !known.has(id)),
    same: stayed.length - readDifferently.length,
  };
}

interface Pair {
  was: Earlier;
  is: Earlier;
}

function changeOf(was: Earlier, is: Earlier): 'better' | 'worse' | 'neither' {
  const worth = ({ isStrict, isAcceptable }: Earlier) => Number(isStrict) + 2 * Number(isAcceptable);
  if (worth(is) === worth(was)) return 'neither';
  return worth(is) > worth(was) ? 'better' : 'worse';
}

const factsOf = ({ facts }: Earlier): string =>
  facts
    .map(({ key, value }) => `${key}=${value}`)
    .sort()
    .join('\n');
