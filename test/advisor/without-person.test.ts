import { expect, test } from '@jest/globals';
import { assess } from '../../src/advisor/assessment.ts';
import { withoutPerson } from '../../src/advisor/without-person.ts';
import { ownPack } from '../runner/own-guidance.ts';
import { say } from './support/statements.ts';

test("no fact, replaced fact, side of a conflict or quotation of the person is left; others' words and the verdict are", async () => {
  const ben = (key: string, value: string | number | boolean) =>
    say(key, value, { day: 0, by: 'ben', quote: `secret ${key}` });
  const before = assess(
    {
      facts: [
        { ...say('gap', 'knowledge', { day: 0, quote: 'kept one' }), replaced: ben('gap', 'behaviour') },
        ben('has_retrieval', false),
        say('examples', 800, { day: 0, quote: 'kept two' }),
      ],
      conflicts: [
        {
          key: 'owner',
          statements: [say('owner', true, { day: 0, quote: 'kept three' }), ben('owner', false)],
        },
      ],
    },
    await ownPack(),
  );
  const after = withoutPerson(before, 'ben');
  expect(JSON.stringify(before)).toMatch(/secret.*"ben"|"ben".*secret/);
  expect(JSON.stringify(after)).not.toMatch(/secret|"ben"/);
  for (const kept of ['kept one', 'kept two', 'kept three']) expect(JSON.stringify(after)).toContain(kept);
  expect(after.verdict).toEqual(before.verdict);
  expect(after.headline).toEqual(before.headline);
});
