import { describe, expect, test } from '@jest/globals';
import { readingNotes } from '../../src/cases/reading-notes.ts';

describe('how words were read is told', () => {
  test.each([
    ['emoji', '🤖 🤖 🔥🔥'],
    ['code', '```\nmodel.fit(x, y)\n```'],
    ['signs and numbers', '?!? 42 -- 99'],
  ])('when there were only %s', (_, text) => {
    expect(readingNotes([text], 'offline')).toEqual([
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
  ])('when they are in %s: answers come in English, and offline one should look twice', (language, text) => {
    const [note, ...more] = readingNotes([text], 'offline');
    expect(note).toMatch(`You write in ${language}`);
    expect(note).toMatch(/look twice/);
    expect(more).toEqual([]);
    expect(readingNotes([text], 'llm')).toEqual([expect.not.stringMatching(/look twice/)]);
  });

  test.each([
    ['English', 'Our support bot makes up refund rules, and we want to train a model on our examples.'],
    ['a few words', 'we have RAG'],
    [
      'names and jargon in it',
      'Our RAG over Confluence with bge-m3 and Qdrant returns the wrong Seite from time to time.',
    ],
  ])('but not for %s', (_, text) => {
    expect(readingNotes([text], 'offline')).toEqual([]);
  });

  test('nor when nothing was read', () => {
    expect(readingNotes([], 'offline')).toEqual([]);
  });
});
