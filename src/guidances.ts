import type { Pack } from './advisor/pack.ts';
import type { Config } from './config.ts';
import { makeReady, type PackFor, type ReadyPack } from './curator/ready-pack.ts';
import { type Finding, PackError } from './pack/finding.ts';
import { packOf, packOfSound, type RawPacks, readFolders } from './pack/load.ts';
import { type RawPack, readRawPack } from './pack/raw-pack.ts';
import { packFolders } from './pack-folders.ts';
import { readTemplate } from './read-template.ts';
import { UserError } from './user-error.ts';
import type { WorkspaceChoices } from './workspace-choices.ts';

/** The guidance of a process: what counts in every workspace, and what each may choose beside it. */
export interface Guidances {
  /** What counts everywhere. */
  usual: ReadyPack;
  /** All that workspaces could choose, at once: for what is due for review anywhere. */
  everything: Pack;
  /**
   * What counts with these folders beside it; names that are not offered are left out. Workspaces that choose the same
   * share one pack, which is built when it is first asked for.
   */
  beside(names: readonly string[]): ReadyPack;
}

/** Packs for so many different choices are kept, those that were used last: each takes some megabytes. */
const MOST_KEPT = 32;

/**
 * Reads all folders, once, and checks them. What a folder lacks it lacks by itself, and what two of them both have is
 * found in all at once; so those two checks answer for any choice among them. (That a rung is out of reach unless a third
 * folder is there, too, does no harm.)
 * @throws PackError for what is wrong in them, with file, line and remedy
 * @throws UserError where a model is to read, and all at once would leave it too little room for what people write
 */
export async function readGuidances({
  guidanceDir,
  workspaceGuidance,
  llm,
}: Pick<Config, 'guidanceDir' | 'workspaceGuidance' | 'llm'>): Promise<Guidances> {
  const base = await readFolders(packFolders(guidanceDir));
  const pack = packOf(base);
  const usual = makeReady(pack);
  if (workspaceGuidance.length === 0) {
    if (llm) await checkRoom(pack);
    return { usual, everything: pack, beside: () => usual };
  }
  const added = new Map<string, RawPack>();
  for (const { name, folder } of workspaceGuidance) added.set(name, await readRawPack(folder));
  const everything = checked(base, [...added.values()], pack);
  if (llm) await checkRoom(everything);
  const kept = new Map<string, ReadyPack>();

  return {
    usual,
    everything,
    beside: (names) => {
      const chosen = [...added].filter(([name]) => names.includes(name));
      if (chosen.length === 0) return usual;
      const key = chosen.map(([name]) => name).join('\n');
      const ready = kept.get(key) ?? makeReady(packOfSound([...base, ...chosen.map(([, raw]) => raw)], pack));
      // What was used last stands last.
      kept.delete(key);
      kept.set(key, ready);
      for (const oldest of kept.keys()) {
        if (kept.size <= MOST_KEPT) break;
        kept.delete(oldest);
      }
      return ready;
    },
  };
}

/** Each folder by itself, then all at once. @returns all at once */
function checked(base: RawPacks, added: readonly RawPack[], like: Pack): Pack {
  const findings = added.flatMap((raw) => findingsIn([...base, raw], like));
  if (findings.length > 0) throw new PackError(findings);
  return packOf([...base, ...added], like);
}

function findingsIn(raws: RawPacks, like: Pack): readonly Finding[] {
  try {
    packOf(raws, like);
    return [];
  } catch (error) {
    if (error instanceof PackError) return error.findings;
    throw error;
  }
}

/** The more facts a model is told to look for, the less it can be given to read. */
async function checkRoom(pack: Pack): Promise<void> {
  // Without a model nobody waits for a tokenizer.
  const { lackOfRoom } = await import('./curator/llm/reading-room.ts');
  const lack = lackOfRoom(await readTemplate('read.md'), pack);
  if (lack) throw new UserError(lack.problem, lack.remedy);
}

/** What counts in each workspace by its own choice. Where there is nothing to choose, the database is not asked. */
export const packsBy = ({ usual, beside }: Guidances, { offered, of }: WorkspaceChoices): PackFor =>
  offered.guidance.length === 0
    ? async () => usual
    : async (workspace) => beside((await of(workspace)).guidance);
