import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import type { Guidance, Passage } from '../advisor/guidance.ts';
import { FactsFile, GuidanceHead, MoodsFile, PassageHead, ProblemsFile, WordsFile } from './files.ts';
import { findStrays } from './find-strays.ts';
import type { Finding, Place } from './finding.ts';
import { parseMarkdown } from './markdown-file.ts';
import { parseYaml, validate, type YamlText } from './yaml-file.ts';

/** A part of a pack, and where it stands. */
export interface Placed<T> {
  value: T;
  /** Where stands what is at `path` within the part. */
  placeOf(path?: readonly PropertyKey[]): Place;
}

/** What the files of one folder say, before it is put together and checked as a whole. */
export interface RawPack {
  folder: string;
  /** All that was read, for the version of what is made of it. */
  content: string;
  facts: Placed<z.output<typeof FactsFile>['facts'][number]>[];
  words: Placed<[string, string]>[];
  moods: Placed<z.output<typeof MoodsFile>>;
  conditions: Placed<[string, z.output<typeof ProblemsFile>['conditions'][string]]>[];
  problems: Placed<z.output<typeof ProblemsFile>['problems'][number]>[];
  rungs: Placed<z.output<typeof ProblemsFile>['rungs'][number]>[];
  guidance: Placed<z.output<typeof GuidanceHead>>[];
  passages: Placed<Passage>[];
  findings: Finding[];
}

/** Reads a folder of the pack's shape; every file may be missing. What does not fit its schema becomes findings. */
export async function readRawPack(folder: string): Promise<RawPack> {
  const contents: string[] = [];
  const findings = await findStrays(folder);
  const read = async <T>(
    name: string,
    schema: z.ZodType<T>,
    empty: T,
  ): Promise<{ data: T; yaml: YamlText }> => {
    const file = join(folder, name);
    const text = await readIfThere(file);
    contents.push(`\0${name}\0${text ?? ''}`);
    const yaml = parseYaml(file, text ?? '');
    // A file of nothing but comments says nothing either.
    if (text === undefined || (yaml.data === null && yaml.findings.length === 0))
      return { data: empty, yaml };
    const result = validate(yaml, schema);
    findings.push(...result.findings);
    return { data: result.data ?? empty, yaml };
  };
  const facts = await read('facts.yaml', FactsFile, FactsFile.parse({}));
  const words = await read('words.yaml', WordsFile, WordsFile.parse({}));
  const moods = await read('moods.yaml', MoodsFile, MoodsFile.parse({}));
  const rules = await read('problems.yaml', ProblemsFile, ProblemsFile.parse({}));
  const guides = await readGuidance(folder, contents, findings);
  return {
    folder,
    content: contents.join(''),
    facts: list(facts.yaml, 'facts', facts.data.facts),
    words: entries(words.yaml, 'words', words.data.words),
    moods: { value: moods.data, placeOf: (path = []) => placeIn(moods.yaml, path) },
    conditions: entries(rules.yaml, 'conditions', rules.data.conditions),
    problems: list(rules.yaml, 'problems', rules.data.problems),
    rungs: list(rules.yaml, 'rungs', rules.data.rungs),
    ...guides,
    findings,
  };
}

async function readGuidance(folder: string, contents: string[], findings: Finding[]) {
  const guidance: Placed<z.output<typeof GuidanceHead>>[] = [];
  const passages: Placed<Guidance['passages'][number]>[] = [];
  for (const name of (await filesIn(join(folder, 'guidance'))).sort()) {
    const file = join(folder, 'guidance', name);
    const content = await readFile(file, 'utf8');
    contents.push(`\0${name}\0${content}`);
    const parts = parseMarkdown(file, content);
    findings.push(...parts.findings);
    const head = validate(parts.frontMatter, GuidanceHead);
    findings.push(...head.findings);
    if (!head.data) continue;
    guidance.push({ value: head.data, placeOf: (path = []) => placeIn(parts.frontMatter, path) });
    for (const section of parts.sections) {
      const meta = validate(section.meta, PassageHead);
      findings.push(...meta.findings);
      if (!meta.data) continue;
      const value = { ...meta.data, id: section.id, route: head.data.route, text: section.text };
      passages.push({
        value,
        placeOf: (path = []) =>
          path.length > 0 ? placeIn(section.meta, path) : { file, line: section.line },
      });
    }
  }
  return { guidance, passages };
}

const list = <T>(yaml: YamlText, name: string, items: readonly T[]): Placed<T>[] =>
  items.map((value, index) => ({ value, placeOf: (path = []) => placeIn(yaml, [name, index, ...path]) }));

const entries = <T>(yaml: YamlText, name: string, items: Record<string, T>): Placed<[string, T]>[] =>
  Object.entries(items).map(([key, value]) => ({
    value: [key, value],
    placeOf: (path = []) => placeIn(yaml, [name, key, ...path]),
  }));

const placeIn = (yaml: YamlText, path: readonly PropertyKey[]): Place => ({
  file: yaml.file,
  line: yaml.lineOf(path),
});

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

async function filesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith('.md'));
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

const isMissing = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';
