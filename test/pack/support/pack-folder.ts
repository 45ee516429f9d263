import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ROUTES } from '../../../src/advisor/routes.ts';

const FACTS = `facts:
  - key: gap
    type: choice
    choices: [knowledge, behaviour]
    description: What is missing.
    brief: what is missing
    question: What goes wrong?
    terms:
      knowledge: [facts]
    cues:
      knowledge:
        - makes up facts
        - match: wrong facts
          unless: not wrong
      behaviour: [wrong tone]
  - key: examples
    type: number
    unit: examples
    units: [{ with: dozen, times: 12 }]
    description: How many.
    brief: how many
    question: How many examples?
    terms: [pairs]
    cues: ["# pairs"]
  - key: owner
    type: boolean
    description: Who runs it.
    brief: who runs it
    question: Who would run it?
`;

const WORDS = `words:
  rag: (rag|retrieval)
`;

const MOODS = [
  'question_openings',
  'asks_indirectly',
  'plan',
  'supposed',
  'doubted',
  'denials',
  'no_denials',
  'elsewhere',
  'past',
  'since',
  'untrue',
  'instructions',
  'orders',
  'plain_yes',
  'plain_no',
  'plain_about',
]
  .map((mood) => `${mood}:\n  - ${mood.replaceAll('_', ' ')}\n`)
  .join('');

const LADDERS = ROUTES.filter((route) => route !== 'ask-more').map(
  (route) => `      - { route: ${route}, applies: { use: many }, sentence: Do it. }`,
);

const PROBLEMS = `conditions:
  many: { fact: examples, atLeast: 50 }
problems:
  - id: knowledge
    sentence: Facts are missing.
    when: { fact: gap, is: knowledge }
    rungs:
${LADDERS.join('\n')}
  - id: nothing
    sentence: Too little is known.
    when: { all: [] }
    rungs:
      - { route: ask-more, sentence: Ask. }
`;

const guidanceOf = (route: string): string => `---
route: ${route}
name: ${route.slice(0, 18)}
advice: do ${route}
brief: do it
needs:
  - { fact: gap, is: knowledge }
experiments:
  - id: fifty
    effort: half a day
    do: Take 50 of them.
    measure: Right answers
    items: 50
    pass_share: 0.9
    pass: "{pass_count} of {items} right"
    cite: [${route}.one]
voice:
  headline:
    - when: { fact: gap, is: knowledge }
      text: Not yet. Look at your {examples} examples first.
    - text: Not yet. Look first.
  because:
    otherwise:
      - text: So it is.
        cite: [${route}.one]
  already_have:
    examples:
      - text: good
  change_my_mind:
    - text: Something else.
---

## ${route}.one

\`\`\`yaml
sources:
  - title: A page
    url: https://example.org/page
    mark: D
    reviewed: 2026-01-01
    expires: 2027-01-01
\`\`\`

A passage of guidance.
`;

/** The files of a small pack that is sound. */
export const SOUND: ReadonlyMap<string, string> = new Map([
  ['facts.yaml', FACTS],
  ['words.yaml', WORDS],
  ['moods.yaml', MOODS],
  ['problems.yaml', PROBLEMS],
  ...ROUTES.map((route): [string, string] => [`guidance/${route}.md`, guidanceOf(route)]),
]);

/** Folders of packs that a test writes; `remove` takes them all away again. */
export interface PackFolders {
  /** A folder with these files. */
  write(files: Iterable<readonly [string, string]>): Promise<string>;
  remove(): Promise<void>;
}

export function createPackFolders(): PackFolders {
  const made: string[] = [];
  return {
    async write(files) {
      const folder = await mkdtemp(join(tmpdir(), 'pack-'));
      made.push(folder);
      for (const [name, content] of files) {
        await mkdir(dirname(join(folder, name)), { recursive: true });
        await writeFile(join(folder, name), content);
      }
      return folder;
    },
    async remove() {
      await Promise.all(made.splice(0).map((folder) => rm(folder, { recursive: true, force: true })));
    },
  };
}

/** The number of the first line of a file that holds a text, or of the last one. */
export async function lineWith(file: string, text: string, last = false): Promise<number> {
  const lines = (await readFile(file, 'utf8')).split('\n');
  const holds = (line: string): boolean => line.includes(text);
  const index = last ? lines.findLastIndex(holds) : lines.findIndex(holds);
  if (index === -1) throw new Error(`No line of ${file} holds "${text}".`);
  return index + 1;
}
