import { loadAll, YAMLException } from 'js-yaml';
import { type Document, isNode, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { explainIssue } from './explain-issue.ts';
import type { Finding } from './finding.ts';

/** A YAML text read from a file, that knows on which line everything stands. */
export interface YamlText {
  file: string;
  data: unknown;
  /** The line of what stands at `path`, or of its nearest ancestor. */
  lineOf(path: readonly PropertyKey[]): number;
  findings: readonly Finding[];
}

/**
 * Reads YAML quickly; where lines are asked for, or something is wrong with it, it is read again by a slower reader that
 * knows where everything stands.
 * @param firstLine the line of the file on which the text begins, where it is part of a larger file
 */
export function parseYaml(file: string, text: string, firstLine = 1): YamlText {
  let located: Located | undefined;
  const locate = (): Located => {
    located ??= readWithLines(text);
    return located;
  };
  const lineOf = (path: readonly PropertyKey[]): number => lineIn(locate(), path) + firstLine - 1;
  try {
    const [data = null, ...others] = loadAll(text);
    if (others.length > 0) throw new YAMLException('there is more than one document in it');
    return { file, data, lineOf, findings: [] };
  } catch (error) {
    return { file, data: undefined, lineOf, findings: faultsOf(error, locate(), file, firstLine) };
  }
}

interface Located {
  document: Document;
  lines: LineCounter;
}

function readWithLines(text: string): Located {
  const lines = new LineCounter();
  return { document: parseDocument(text, { lineCounter: lines }), lines };
}

/** What is wrong, in the words of the reader that finds it all; what it would let pass, in the other's. */
function faultsOf(error: unknown, { document }: Located, file: string, firstLine: number): Finding[] {
  const first = error instanceof YAMLException ? error : undefined;
  const faults = document.errors.map(({ message, linePos }) => ({ message, line: linePos?.[0].line ?? 1 }));
  if (faults.length === 0)
    faults.push({ message: first?.reason ?? String(error), line: (first?.mark?.line ?? 0) + 1 });
  return faults.map(({ message, line }) => ({
    file,
    line: line + firstLine - 1,
    what: `This is not valid YAML: ${message.split('\n')[0]}`,
    remedy: 'Look at the indentation and the quotation marks there.',
  }));
}

function lineIn({ document, lines }: Located, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}

/** Holds a YAML text against a schema. What does not fit becomes findings, with line and remedy. */
export function validate<T>(
  yaml: YamlText,
  schema: z.ZodType<T>,
): { data: T; findings: readonly Finding[] } | { data: undefined; findings: readonly Finding[] } {
  if (yaml.findings.length > 0) return { data: undefined, findings: yaml.findings };
  const parsed = schema.safeParse(yaml.data);
  if (parsed.success) return { data: parsed.data, findings: [] };
  const findings = parsed.error.issues.map((issue) => {
    const { path, what, remedy } = explainIssue(issue);
    return { file: yaml.file, line: yaml.lineOf(path), what, remedy };
  });
  return { data: undefined, findings };
}
