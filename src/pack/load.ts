import { createHash } from 'node:crypto';
import { Guidance } from '../advisor/guidance.ts';
import type { Pack } from '../advisor/pack.ts';
import { check } from './check.ts';
import { combine } from './combine.ts';
import { PackError } from './finding.ts';
import { type RawPack, readRawPack } from './raw-pack.ts';

/**
 * Reads the pack from its folder, and what other folders of the same shape add to it.
 * @throws PackError with file, line and remedy of every fault
 */
export async function loadPack(folders: readonly [string, ...string[]]): Promise<Pack> {
  const hash = createHash('sha256');
  const [own, ...added] = folders;
  const raws: [RawPack, ...RawPack[]] = [await readRawPack(own, hash)];
  for (const folder of added) raws.push(await readRawPack(folder, hash));
  const combined = combine(raws);
  const words = new Map(combined.words.map(({ value }) => value));
  // What did not fit its schema is missing from the parts; holding them against each other would only confuse.
  const findings = combined.findings.length > 0 ? combined.findings : check(combined, words);
  if (findings.length > 0) throw new PackError(findings);
  const passages = combined.passages.map(({ value }) => value);
  const guidance = combined.guidance.map(({ value }) =>
    Guidance.parse({ ...value, passages: passages.filter((passage) => passage.route === value.route) }),
  );
  return {
    version: hash.digest('hex').slice(0, 12),
    vocabulary: new Map(combined.facts.map(({ value }) => [value.key, value])),
    words,
    moods: combined.moods,
    conditions: new Map(combined.conditions.map(({ value }) => value)),
    problems: combined.problems.map(({ value }) => value),
    guidance: new Map(guidance.map((guide) => [guide.route, guide])),
    passages: new Map(passages.map((passage) => [passage.id, passage])),
  };
}
