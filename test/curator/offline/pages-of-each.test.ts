import { beforeAll, describe, expect, test } from '@jest/globals';
import { EMPTY_SITUATION } from '../../../src/advisor/situation.ts';
import type { Curator } from '../../../src/curator/curator.ts';
import { createOfflineCurator } from '../../../src/curator/offline/offline-curator.ts';
import { realLexicon } from '../support/verifier.ts';

let curator: Curator;
beforeAll(async () => {
  curator = createOfflineCurator(await realLexicon());
});

describe('Pages of each document', () => {
  test.each(['There are 540 agreements, 540 x 70 pages.', 'We have 85 manuals of 40 pages.'])(
    'are not those of all: %s',
    async (text) => {
      const messages = [{ id: '0', author: 'ana', text, at: 0 }];
      const { statements } = await curator.read({ messages, situation: EMPTY_SITUATION });
      const read = new Map(statements.map(({ key, value }) => [key, value]));
      expect(read.has('knowledge_tokens')).toBe(false);
      expect(read.get('knowledge_size')).toBe('large');
    },
  );
});
