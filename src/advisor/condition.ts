import { z } from 'zod';
import { FactValue } from './fact.ts';

/** A test of one fact. `is` and `in` compare values, `atLeast` and `atMost` numbers. */
export const FactTest = z
  .strictObject({
    fact: z.string(),
    is: FactValue.optional(),
    in: z.array(FactValue).min(1).optional(),
    atLeast: z.number().optional(),
    atMost: z.number().optional(),
  })
  .refine(
    (test) => test.is !== undefined || test.in || test.atLeast !== undefined || test.atMost !== undefined,
    {
      message: 'says nothing about the fact: add is, in, atLeast or atMost',
    },
  );
export type FactTest = z.infer<typeof FactTest>;

/**
 * What the pack asks of a situation. The answer is yes, no or unknown. `notStated` is yes unless its condition is
 * definitely yes; `use` names a condition written once in problems.yaml.
 */
export type Condition =
  | FactTest
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }
  | { notStated: Condition }
  | { use: string };

export const Condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    FactTest,
    z.strictObject({ all: z.array(Condition) }),
    z.strictObject({ any: z.array(Condition).min(1) }),
    z.strictObject({ not: Condition }),
    z.strictObject({ notStated: Condition }),
    z.strictObject({ use: z.string() }),
  ]),
);

/** Named conditions of a pack. */
export type Conditions = ReadonlyMap<string, Condition>;
