import { z } from 'zod';
import { richText } from './rich-text-block.ts';
import { identifier } from './text-objects.ts';

const block_id = identifier.optional();
const rawText = z.strictObject({ type: z.literal('raw_text'), text: z.string().min(1) });
const rawNumber = z.strictObject({
  type: z.literal('raw_number'),
  value: z.number(),
  text: z.string().min(1),
});

function sameLength(rows: readonly (readonly unknown[])[]): boolean {
  return new Set(rows.map((row) => row.length)).size <= 1;
}
const SAME_LENGTH = 'all rows must have the same number of cells';

export const table = z.strictObject({
  type: z.literal('table'),
  block_id,
  rows: z
    .array(
      z
        .array(z.discriminatedUnion('type', [rawText, richText]))
        .min(1)
        .max(20),
    )
    .min(1)
    .max(100)
    .refine(sameLength, SAME_LENGTH),
  column_settings: z
    .array(
      z
        .strictObject({
          align: z.enum(['left', 'center', 'right']).optional(),
          is_wrapped: z.boolean().optional(),
        })
        .nullable(),
    )
    .max(20)
    .optional(),
});

const headerRow = z
  .array(z.discriminatedUnion('type', [rawText, rawNumber]))
  .min(1)
  .max(20);
const dataRow = z
  .array(z.discriminatedUnion('type', [rawText, rawNumber, richText]))
  .min(1)
  .max(20);

/** A header row and 1 to 100 more. Newer notes speak of 200; the sandbox keeps to what every source allows. */
export const dataTable = z.strictObject({
  type: z.literal('data_table'),
  block_id,
  caption: z.string().min(1),
  rows: z
    .tuple([headerRow], dataRow)
    .refine((rows) => rows.length >= 2, 'must have a header row and at least one more')
    .refine((rows) => rows.length <= 101, 'no more than 101 items allowed')
    .refine(sameLength, SAME_LENGTH),
  page_size: z.int().min(1).max(100).optional(),
  row_header_column_index: z.int().min(0).max(19).optional(),
});
