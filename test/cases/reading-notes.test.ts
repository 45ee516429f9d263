import { describe, expect, test } from '@jest/globals';
import { readingNotes } from '../../src/cases/reading-notes.ts';
import { goldenSituations } from '../support/golden-situations.ts';

/** Those of the golden situations that are not in English. */
const IN_GERMAN = [
  ...['b-017', 'b-022', 'b-032', 'b-059'],
  ...['b-003', 'b-021', 'b-039', 'b-045'],
  ...['g4-017', 'g4-028', 'g4-032'],
].map((id) => `${id}: German`);
const IN_SPANISH = ['b-004', 'b-014', 'b-023', 'b-034', 'b-050', 'b-060', 'g4-014', 'g4-026', 'g4-040'].map(
  (id) => `${id}: Spanish`,
);

describe('how words were read is told', () => {
  test.each([
    ['emoji', '🤖 🤖 🔥🔥'],
    ['code', '```\nmodel.fit(x, y)\n```'],
    ['signs and numbers', '?!? 42 -- 99'],
  ])('when there were only %s', async (_, text) => {
    expect(await readingNotes([text], 'offline')).toEqual([
      'There were no words in it that I could read, only code, signs or emoji.',
    ]);
  });

  test.each([
    [
      'German',
      'Unser Assistent erfindet ständig Regeln für Rückerstattungen, und wir wollen ihn mit Beispielen trainieren.',
    ],
    [
      'Spanish',
      'Nuestro asistente inventa reglas de reembolso y queremos entrenar un modelo con nuestros ejemplos.',
    ],
    ['Hebrew', 'הבוט שלנו ממציא כללי החזר כספי ואנחנו רוצים לאמן מודל על הדוגמאות שלנו מהשנה האחרונה'],
    [
      'Japanese',
      '私たちのサポートボットは返金ルールを勝手に作ってしまうので、モデルを学習させたいと考えています。データは八百件あります。',
    ],
  ])(
    'when they are in %s: answers come in English, and offline one should look twice',
    async (language, text) => {
      const [note, ...more] = await readingNotes([text], 'offline');
      expect(note).toMatch(`You write in ${language}`);
      expect(note).toMatch(/look twice/);
      expect(more).toEqual([]);
      expect(await readingNotes([text], 'llm')).toEqual([expect.not.stringMatching(/look twice/)]);
    },
  );

  test.each([
    ['English', 'Our support bot makes up refund rules, and we want to train a model on our examples.'],
    ['a few words', 'we have RAG'],
    [
      'names and jargon in it',
      'Our RAG over Confluence with bge-m3 and Qdrant returns the wrong Seite from time to time.',
    ],
  ])('but not for %s', async (_, text) => {
    expect(await readingNotes([text], 'offline')).toEqual([]);
  });

  test('people who write English are never told that they write another language, jargon and all', async () => {
    const notes: string[] = [];
    for (const { id, messages } of await goldenSituations()) {
      const [note] = await readingNotes(
        messages.map(({ text }) => text),
        'llm',
      );
      if (note !== undefined) notes.push(`${id}: ${/^You write in (\w+)/.exec(note)?.[1]}`);
    }
    expect(notes.sort()).toEqual([...IN_GERMAN, ...IN_SPANISH].sort());
  });

  test('nor when nothing was read', async () => {
    expect(await readingNotes([], 'offline')).toEqual([]);
  });
});
