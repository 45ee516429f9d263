import { createHash } from 'node:crypto';
import { Guidance } from '../advisor/guidance.ts';
import type { Pack } from '../advisor/pack.ts';
import { check } from './check.ts';
import { type CombinedPack, combine } from './combine.ts';
import { PackError } from './finding.ts';
import { type RawPack, readRawPack } from './raw-pack.ts';

/** Folders that were read: the pack's own, and those that add to it. */
export type RawPacks = readonly [RawPack, ...RawPack[]];

/**
 * Reads the pack from its folder, and what other folders of the same shape add to it.
 * @throws PackError with file, line and remedy of every fault
 */
export const loadPack = async (folders: readonly [string, ...string[]]): Promise<Pack> =>
  packOf(await readFolders(folders));

/** Reads folders, one by one; nothing is held against anything yet. */
export async function readFolders([own, ...added]: readonly [string, ...string[]]): Promise<RawPacks> {
  const raws: [RawPack, ...RawPack[]] = [await readRawPack(own)];
  for (const folder of added) raws.push(await readRawPack(folder));
  return raws;
}

/**
 * Puts folders together, and holds their parts against each other. The folders stay as they are, for other packs.
 * @param like a pack whose phrases are used again where its words are the same: they fill most of the memory
 * @throws PackError with file, line and remedy of every fault
 */
export function packOf(raws: RawPacks, like?: Pack): Pack {
  const combined = combine(raws);
  const words = wordsOf(combined, like);
  // What did not fit its schema is missing from the parts; holding them against each other would only confuse.
  const findings = combined.findings.length > 0 ? combined.findings : check(combined, words);
  if (findings.length > 0) throw new PackError(findings);
  return made(raws, combined, words);
}

/** The same for folders that were held against each other before, among others: nothing is looked for again. */
export function packOfSound(raws: RawPacks, like: Pack): Pack {
  const combined = combine(raws);
  return made(raws, combined, wordsOf(combined, like));
}

function made(raws: RawPacks, combined: CombinedPack, words: Pack['words']): Pack {
  const passages = combined.passages.map(({ value }) => value);
  const guidance = combined.guidance.map(({ value }) =>
    Guidance.parse({ ...value, passages: passages.filter((passage) => passage.route === value.route) }),
  );
  return {
    version: versionOf(raws),
    vocabulary: new Map(combined.facts.map(({ value }) => [value.key, value])),
    words,
    moods: combined.moods,
    conditions: new Map(combined.conditions.map(({ value }) => value)),
    problems: combined.problems.map(({ value }) => value),
    guidance: new Map(guidance.map((guide) => [guide.route, guide])),
    passages: new Map(passages.map((passage) => [passage.id, passage])),
  };
}

function versionOf(raws: RawPacks): string {
  const hash = createHash('sha256');
  for (const { content } of raws) hash.update(content);
  return hash.digest('hex').slice(0, 12);
}

/** Phrases are compiled once for each list of words, so that the same list is worth keeping. */
function wordsOf(combined: CombinedPack, like: Pack | undefined): Pack['words'] {
  const words = new Map(combined.words.map(({ value }) => value));
  const known = like?.words;
  const isSame =
    known?.size === words.size && [...words].every(([name, phrase]) => known.get(name) === phrase);
  return isSame ? known : words;
}
