import { lackOfRoom } from '../curator/llm/reading-room.ts';
import type { NamedFolder } from '../named-folders.ts';
import { expiredSources } from '../pack/expiry.ts';
import { describeFinding, PackError } from '../pack/finding.ts';
import { loadPack } from '../pack/load.ts';
import { readTemplate } from '../read-template.ts';

type Folders = readonly [string, ...string[]];

/** What a check of a pack found. */
interface Looked {
  isSound: boolean;
  /** The faults, or the sources that are due for review. */
  lines: readonly string[];
  summary: string;
}

/**
 * Checks a pack and says what it found.
 * @param options.asOf the day on which sources are held against their dates
 * @param options.strict whether an expired source makes the check fail
 * @param options.withModel whether a model is to read with it: then one that leaves it too little room is not sound
 * @param choices further folders that workspaces may choose: each is looked at beside the pack, then all at once; not
 * while the pack itself has faults, which would be found with each of them
 */
export async function runCheckPack(
  folders: Folders,
  { asOf, strict, withModel = false }: { asOf: string; strict: boolean; withModel?: boolean },
  choices: readonly NamedFolder[] = [],
): Promise<{ text: string; ok: boolean }> {
  const pack = await look(folders, asOf, withModel);
  const looked = [pack];
  const parts = [told(pack)];
  const lookBeside = async (heading: string, added: readonly string[]): Promise<void> => {
    const found = await look([...folders, ...added], asOf, withModel);
    looked.push(found);
    // What is due in the pack itself is told once.
    parts.push(
      `\n${heading}\n${told({ ...found, lines: found.lines.filter((line) => !pack.lines.includes(line)) })}`,
    );
  };
  if (pack.isSound) {
    for (const { name, folder } of choices) await lookBeside(`With ${name}:`, [folder]);
    if (choices.length > 1 && looked.every(({ isSound }) => isSound))
      await lookBeside(
        'With all of them:',
        choices.map(({ folder }) => folder),
      );
  }
  return {
    text: parts.join('\n'),
    ok: looked.every(({ isSound, lines }) => isSound && !(strict && lines.length > 0)),
  };
}

const told = ({ lines, summary }: Looked): string => [...lines, summary].join('\n');

async function look(folders: Folders, asOf: string, withModel: boolean): Promise<Looked> {
  try {
    const pack = await loadPack(folders);
    const expired = expiredSources(pack, asOf);
    const counts = `${pack.vocabulary.size} facts, ${pack.problems.length} problems, ${pack.guidance.size} routes, ${pack.passages.size} passages`;
    const lack = lackOfRoom(await readTemplate('read.md'), pack);
    if (lack && withModel)
      return {
        isSound: false,
        lines: [lack.problem, lack.remedy],
        summary: '\nThe app does not start with it.',
      };
    return {
      isSound: true,
      lines: expired.map(
        ({ passage, source }) => `${passage}: due for review since ${source.expires} (${source.url})`,
      ),
      summary: `The pack ${pack.version} is sound: ${counts}; ${expired.length} sources due for review on ${asOf}.${lack ? `\n${lack.problem}` : ''}`,
    };
  } catch (error) {
    if (!(error instanceof PackError)) throw error;
    const lines = error.findings.map(describeFinding);
    return {
      isSound: false,
      lines,
      summary: `\n${lines.length} to mend. Nothing of this pack is used until then.`,
    };
  }
}
