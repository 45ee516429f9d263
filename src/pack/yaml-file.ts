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

/** @param firstLine the line of the file on which the text begins, where it is part of a larger file */
export function parseYaml(file: string, text: string, firstLine = 1): YamlText {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const findings = document.errors.map((error) => ({
    file,
    line: (error.linePos?.[0].line ?? 1) + firstLine - 1,
    what: `This is not valid YAML: ${error.message.split('\n')[0] ?? error.code}`,
    remedy: 'Look at the indentation and the quotation marks there.',
  }));
  return {
    file,
    data: findings.length > 0 ? undefined : document.toJS(),
    lineOf: (path) => lineIn(document, lines, path) + firstLine - 1,
    findings,
  };
}

function lineIn(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number {
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
