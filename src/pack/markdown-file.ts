import type { Finding } from './finding.ts';
import { parseYaml, type YamlText } from './yaml-file.ts';

/** A guidance file taken apart: front matter, and one section a passage. */
export interface MarkdownFile {
  file: string;
  frontMatter: YamlText;
  sections: readonly Section[];
  findings: readonly Finding[];
}

export interface Section {
  id: string;
  line: number;
  meta: YamlText;
  text: string;
}

const FRONT_MATTER = /^---\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/;
const HEADING = /^## +(.+?) *$/;
const META = /^\s*```yaml\r?\n([\s\S]*?)\r?\n```[ \t]*\r?\n?/;

/** Takes a guidance file apart. Nothing is checked here but its outer form. */
export function parseMarkdown(file: string, content: string): MarkdownFile {
  const front = FRONT_MATTER.exec(content);
  const findings: Finding[] = [];
  if (!front) {
    findings.push({
      file,
      line: 1,
      what: 'The file does not begin with front matter between two lines of "---".',
      remedy: 'Begin it with "---", the route and its voice, and "---".',
    });
  }
  const bodyStart = front?.[0].length ?? 0;
  const bodyLine = content.slice(0, bodyStart).split('\n').length;
  const sections = splitSections(content.slice(bodyStart)).map(({ heading, offset, text }) =>
    readSection(file, heading, bodyLine + offset, text, findings),
  );
  return { file, frontMatter: parseYaml(file, front?.[1] ?? '', 2), sections, findings };
}

function splitSections(body: string): { heading: string; offset: number; text: string }[] {
  const sections: { heading: string; offset: number; lines: string[] }[] = [];
  for (const [offset, line] of body.split('\n').entries()) {
    const heading = HEADING.exec(line)?.[1];
    if (heading) sections.push({ heading, offset, lines: [] });
    else sections.at(-1)?.lines.push(line);
  }
  return sections.map(({ heading, offset, lines }) => ({ heading, offset, text: lines.join('\n') }));
}

function readSection(file: string, id: string, line: number, text: string, findings: Finding[]): Section {
  const meta = META.exec(text);
  if (!meta) {
    findings.push({
      file,
      line,
      what: `The passage "${id}" has no block of \`\`\`yaml under its heading.`,
      remedy: 'Put its sources there (title, url, mark, reviewed, expires).',
    });
  }
  const before = text.slice(0, meta ? text.indexOf('```yaml') : 0).split('\n').length;
  const prose = meta ? text.slice(meta[0].length) : text;
  return {
    id,
    line,
    meta: parseYaml(file, meta?.[1] ?? '{}', line + before + 1),
    text: prose.trim().replace(/\s+/g, ' '),
  };
}
