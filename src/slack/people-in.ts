import type { Utterance } from '../cases/utterance.ts';

/** The users whose names an utterance shows. */
export function peopleIn(utterance: Utterance): string[] {
  switch (utterance.kind) {
    case 'root':
      return [utterance.asker];
    case 'verdict':
      return utterance.assessment.quotes.map(({ fact }) => fact.evidence.author);
    case 'reply': {
      const { changed, noted } = utterance.reply;
      return [...(changed?.because ? [changed.because.author] : []), ...noted.map(({ author }) => author)];
    }
    case 'private':
      return peopleIn(utterance.verdict);
  }
}
