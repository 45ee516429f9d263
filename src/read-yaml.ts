import type { z } from 'zod';
import { explainIssue } from './pack/explain-issue.ts';
import { parseYaml } from './pack/yaml-file.ts';
import { readText } from './read-text.ts';
import { UserError } from './user-error.ts';

/**
 * Reads a YAML or JSON file and holds it against a schema.
 * @param remedy what the file should look like
 * @throws UserError that names every fault with file, line and remedy
 */
export async function readYaml<T>(file: string, schema: z.ZodType<T>, remedy: string): Promise<T> {
  const yaml = parseYaml(file, await readText(file));
  const parsed = schema.safeParse(yaml.data);
  if (parsed.success && yaml.findings.length === 0) return parsed.data;
  const faults =
    yaml.findings.length > 0
      ? yaml.findings
      : (parsed.error?.issues ?? []).map((issue) => {
          const { path, ...explained } = explainIssue(issue, 'Correct it.');
          return { line: yaml.lineOf(path), ...explained };
        });
  throw new UserError(
    faults.map(({ line, what, remedy: mend }) => `${file}:${line}: ${what} ${mend}`).join('\n'),
    remedy,
  );
}
