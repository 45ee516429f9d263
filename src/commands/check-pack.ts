import type { Pack } from '../advisor/pack.ts';
import { expiredSources } from '../pack/expiry.ts';
import { describeFinding, PackError } from '../pack/finding.ts';
import { loadPack } from '../pack/load.ts';

/**
 * Checks a pack and says what it found.
 * @param asOf the day on which sources are held against their dates
 * @param strict whether an expired source makes the check fail
 */
export async function runCheckPack(
  folders: readonly [string, ...string[]],
  options: { asOf: string; strict: boolean },
): Promise<{ text: string; ok: boolean }> {
  let pack: Pack;
  try {
    pack = await loadPack(folders);
  } catch (error) {
    if (!(error instanceof PackError)) throw error;
    const lines = error.findings.map(describeFinding);
    return {
      text: [...lines, '', `${lines.length} to mend. Nothing of this pack is used until then.`].join('\n'),
      ok: false,
    };
  }
  const expired = expiredSources(pack, options.asOf);
  const lines = expired.map(
    ({ passage, source }) => `${passage}: due for review since ${source.expires} (${source.url})`,
  );
  const counts = `${pack.vocabulary.size} facts, ${pack.problems.length} problems, ${pack.guidance.size} routes, ${pack.passages.size} passages`;
  const summary = `The pack ${pack.version} is sound: ${counts}; ${expired.length} sources due for review on ${options.asOf}.`;
  return { text: [...lines, summary].join('\n'), ok: !(options.strict && expired.length > 0) };
}
