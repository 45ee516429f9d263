import type { Utterance } from '../cases/utterance.ts';
import { peopleInDecision } from './blocks/decision-message.ts';
import { peopleInPlan } from './blocks/plan-message.ts';
import { peopleTold } from './blocks/told-message.ts';
import { peopleInRecord } from './decision-record.ts';

/** The users whose names an utterance shows. */
export function peopleIn(utterance: Utterance): string[] {
  switch (utterance.kind) {
    case 'root':
      return [utterance.asker];
    case 'verdict': {
      const { quotes, situation } = utterance.assessment;
      const facts = quotes.flatMap(({ fact }) => (fact.replaced ? [fact, fact.replaced] : [fact]));
      const disputed = situation.conflicts.flatMap(({ statements }) => statements);
      return [...facts, ...disputed].map(({ evidence }) => evidence.author);
    }
    case 'reply': {
      const { changed, noted, deeds } = utterance.reply;
      return [
        ...deeds.map(({ by }) => by),
        ...(changed?.because ? [changed.because.author] : []),
        ...noted.map(({ author }) => author),
      ];
    }
    case 'said': {
      const { by, lines } = utterance.said;
      return [by, ...lines.flatMap(({ instead }) => instead?.of ?? [])];
    }
    case 'private':
      return peopleIn(utterance.verdict);
    case 'plan':
      return peopleInPlan(utterance);
    case 'decision':
      return peopleInDecision(utterance);
    case 'export':
      return [utterance.by, ...peopleInRecord(utterance.record)];
    case 'told':
      return peopleTold(utterance);
    case 'stopped':
      return [utterance.by];
    case 'forgotten':
      return [];
    case 'unsaid':
      return [utterance.to];
    case 'no-export':
      return [utterance.by];
  }
}
