import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { COMPANY } from './support/company.ts';
import { findingsIn } from './support/fault.ts';
import { createPackFolders, lineWith, SOUND } from './support/pack-folder.ts';

const folders = createPackFolders();
afterAll(() => folders.remove());

describe("a fault in a company's own folder is told with its own file and line", () => {
  const faults: [string, string, string, string, string, string][] = [
    [
      'a fact that is there already',
      'facts.yaml',
      'key: council',
      'key: owner # ours',
      '# ours',
      'The fact "owner" is there twice (first in',
    ],
    [
      'a cue that cannot be read',
      'facts.yaml',
      '- works council has',
      '- (works council has',
      '(works',
      'has a "(" without a ")".',
    ],
    [
      'a problem to come before',
      'problems.yaml',
      'before: knowledge',
      'before: knowlege',
      'knowlege',
      'The problem "council" is to come before "knowlege", which does not exist.',
    ],
    [
      'a problem to add a rung to',
      'problems.yaml',
      'problem: knowledge',
      'problem: knowlege',
      'knowlege',
      'A rung is added to the problem "knowlege", which does not exist.',
    ],
    [
      'a rung to come before',
      'problems.yaml',
      'before: prompt-first',
      'before: ask-more',
      'before: ask-more',
      'The ladder of "knowledge" has no rung "ask-more" to come before.',
    ],
    [
      'a fact of an added rung',
      'problems.yaml',
      'applies: { fact: owner,',
      'applies: { fact: owners,',
      'owners',
      'No fact has the key "owners".',
    ],
    [
      'an added rung that hides one of ours',
      'problems.yaml',
      '    applies: { fact: owner, is: false }\n',
      '',
      'problem: knowledge',
      'The rung "prompt-first" of "knowledge" cannot be reached: "curate" before it always applies.',
    ],
    [
      'a slot of an added wording',
      'guidance/fix-data.md',
      'Ask the works council.',
      'Ask the {council}.',
      'when: { fact: council',
      'The slot {council} has no filler.',
    ],
    [
      'an added wording that hides all of ours',
      'guidance/fix-data.md',
      '    - when: { fact: council, is: false }\n      text: Not',
      '    - text: Not',
      'text: Not yet.',
      'This wording always fits, so that those after it are never used.',
    ],
    [
      'an added wording that is too long',
      'guidance/fix-data.md',
      'Ask the works council.',
      'Ask the works council. '.repeat(6),
      'when: { fact: council',
      'characters long; headline may have 95.',
    ],
    [
      'a fact of an added wording',
      'guidance/fix-data.md',
      'when: { fact: council, is: false }',
      'when: { fact: concil, is: false }',
      'concil',
      'No fact has the key "concil".',
    ],
    [
      'a citation of an added reason',
      'guidance/fix-data.md',
      'cite: [fix-data.council]',
      'cite: [fix-data.concil]',
      'text: Without it',
      'No passage has the id "fix-data.concil".',
    ],
    [
      'a fact of an added experiment',
      'guidance/fix-data.md',
      '  - id: council-sample\n    when: { fact: council,',
      '  - id: council-sample\n    when: { fact: concil,',
      'concil',
      'No fact has the key "concil".',
    ],
    [
      'an added experiment of the same name',
      'guidance/fix-data.md',
      'id: council-sample',
      'id: fifty',
      'id: fifty',
      'The experiment "fifty" is there twice.',
    ],
    [
      'a fact that the team has',
      'guidance/fix-data.md',
      'already_have:\n    council:',
      'already_have:\n    concil:',
      'so ask it first',
      'No fact has the key "concil".',
    ],
    [
      'an added passage of another route',
      'guidance/fix-data.md',
      '## fix-data.council',
      '## rag-first.council',
      '## rag-first',
      'The passage "rag-first.council" does not begin with its route.',
    ],
    [
      'an added passage without a source',
      'guidance/fix-data.md',
      /sources:\n(?: {2}.*\n)+/.source,
      'sources: []\n',
      'sources: []',
      'every passage needs a source',
    ],
  ];
  test.each(faults)('%s', async (_, file, from, to, at, what) => {
    const original = COMPANY.get(file) ?? '';
    const changed = original.replace(from.startsWith('sources:') ? new RegExp(from) : from, () => to);
    expect(changed).not.toBe(original);
    const own = await folders.write(SOUND);
    const company = await folders.write(new Map([...COMPANY, [file, changed]]));
    const findings = await findingsIn(own, company);
    const finding = findings.find((each) => each.what.includes(what));
    const path = join(company, file);
    expect(finding).toMatchObject({ file: path, line: await lineWith(path, at) });
    expect(finding?.remedy).not.toBe('');
  });

  test('a folder that does not exist', async () => {
    const own = await folders.write(SOUND);
    expect(await findingsIn(own, join(own, 'acme'))).toMatchObject([{ file: join(own, 'acme'), line: 1 }]);
  });

  test('our own faults keep their own lines beside it', async () => {
    const broken = (SOUND.get('guidance/fix-data.md') ?? '').replace(
      'text: Not yet. Look first.',
      'text: Look {nowhere}.',
    );
    const own = await folders.write(new Map([...SOUND, ['guidance/fix-data.md', broken]]));
    const findings = await findingsIn(own, await folders.write(COMPANY));
    const file = join(own, 'guidance/fix-data.md');
    expect(findings).toContainEqual(
      expect.objectContaining({ file, line: await lineWith(file, '{nowhere}') }),
    );
  });
});
