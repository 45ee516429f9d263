import { z } from 'zod';

/**
 * What a person put into an input or chose in a menu, in the plainest form: text, a date, a unix time, the
 * value of an option, the id of a user, or several of these; null clears it.
 */
export const elementValue = z.union([z.string(), z.number(), z.array(z.string()), z.null()]);

/** Entered values by block_id, then action_id. What is missing keeps its initial value. */
export const enteredValues = z.record(z.string(), z.record(z.string(), elementValue));

export type ElementValue = z.infer<typeof elementValue>;
export type EnteredValues = z.infer<typeof enteredValues>;
