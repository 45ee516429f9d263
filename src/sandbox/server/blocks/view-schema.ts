import { z } from 'zod';
import { alert, context, divider, header, image, video } from './basic-blocks.ts';
import { container } from './container-block.ts';
import { actions, input, section } from './interactive-blocks.ts';
import { richText } from './rich-text-block.ts';
import { plainText } from './text-objects.ts';

const blocks = z
  .array(
    z.discriminatedUnion('type', [
      actions,
      alert,
      container,
      context,
      divider,
      header,
      image,
      input,
      richText,
      section,
      video,
    ]),
  )
  .min(1)
  .max(100);

const common = {
  blocks,
  private_metadata: z.string().max(3_000).optional(),
  callback_id: z.string().max(255).optional(),
  external_id: z.string().max(255).optional(),
};

export const modalSchema = z.strictObject({
  type: z.literal('modal'),
  ...common,
  title: plainText(24),
  close: plainText(24).optional(),
  submit: plainText(24).optional(),
  clear_on_close: z.boolean().optional(),
  notify_on_close: z.boolean().optional(),
  submit_disabled: z.boolean().optional(),
});

export const homeSchema = z.strictObject({ type: z.literal('home'), ...common });
