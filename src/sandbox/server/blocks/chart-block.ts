import { z } from 'zod';
import { identifier } from './text-objects.ts';

const label = z.string().min(1).max(20);
const axis = z.strictObject({
  categories: z.array(label).min(1).max(20),
  x_label: z.string().max(50).optional(),
  y_label: z.string().max(50).optional(),
});
const series = z.strictObject({
  name: label,
  data: z
    .array(z.strictObject({ label, value: z.number() }))
    .min(1)
    .max(20),
});

function cartesian<K extends 'bar' | 'line' | 'area'>(type: K) {
  return z.strictObject({ type: z.literal(type), series: z.array(series).min(1).max(12), axis_config: axis });
}

export const dataVisualization = z.strictObject({
  type: z.literal('data_visualization'),
  block_id: identifier.optional(),
  title: z.string().min(1).max(50),
  chart: z.discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('pie'),
      segments: z
        .array(z.strictObject({ label, value: z.number().positive() }))
        .min(1)
        .max(12),
    }),
    cartesian('bar'),
    cartesian('line'),
    cartesian('area'),
  ]),
});
