import fc from 'fast-check';

/** What somebody in a workspace does. `text` and `thread` are chosen among what there is by then. */
export type Deed =
  | { do: 'ask' | 'mention' | 'direct' | 'reply'; text: number; thread: number }
  | { do: 'look'; at: 'why' | 'facts' | 'decide'; thread: number }
  | { do: 'plan' | 'export' | 'forget'; thread: number }
  /** Which guidance is ticked: what only this workspace ever chooses, and what both may choose. */
  | { do: 'settings'; own: boolean; common: boolean }
  | { do: 'digest' | 'home' | 'status' | 'usage' | 'guide' };

/** One moment: what each workspace does in it, at the same time; or a day passes for all of them. */
export type Moment = 'a day passes' | { acme: Deed | undefined; other: Deed | undefined };

/** The situation on which the guidance has something to say that workspaces choose. */
export const TELLING = 3;

const index = fc.nat({ max: 7 });
const deed: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom('ask' as const, 'mention' as const, 'direct' as const, 'reply' as const),
      text: index,
      thread: index,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('look' as const),
      at: fc.constantFrom('why' as const, 'facts' as const, 'decide' as const),
      thread: index,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('plan' as const, 'export' as const, 'forget' as const),
      thread: index,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'digest' as const,
        'home' as const,
        'status' as const,
        'usage' as const,
        'guide' as const,
      ),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('settings' as const), own: fc.boolean(), common: fc.boolean() }),
  },
);

const beginning = (text: number): Deed => ({ do: 'ask', text, thread: 0 });
const both = (deed: Deed): Moment => ({ acme: deed, other: deed });
const maybe = fc.option(deed, { nil: undefined, freq: 4 });

/**
 * A stretch of time in two workspaces. Both begin with a case in the same thread; then each chooses its own guidance,
 * opens a case that this has something to say on, and goes on there without a mention, which is heard in one of them
 * only; both look the guidance up, and set up the same digest.
 */
export const stretch: fc.Arbitrary<Moment[]> = fc
  .array(
    fc.oneof(
      { weight: 5, arbitrary: fc.record({ acme: maybe, other: maybe }) },
      { weight: 1, arbitrary: fc.constant('a day passes' as const) },
    ),
    { minLength: 4, maxLength: 7 },
  )
  .map((moments) => [
    { acme: beginning(0), other: beginning(1) },
    both({ do: 'settings', own: true, common: false }),
    both(beginning(TELLING)),
    both({ do: 'reply', text: 0, thread: 1 }),
    both({ do: 'guide' }),
    both({ do: 'digest' }),
    ...moments,
    'a day passes',
    both({ do: 'home' }),
  ]);
