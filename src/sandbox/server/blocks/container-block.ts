import { z } from 'zod';
import { context, divider, file, header, image, imageElement, video } from './basic-blocks.ts';
import { actions, input, section } from './interactive-blocks.ts';
import { richText } from './rich-text-block.ts';
import { table } from './table-blocks.ts';
import { anyText, identifier, plainText } from './text-objects.ts';

export const container = z
  .strictObject({
    type: z.literal('container'),
    block_id: identifier.optional(),
    title: plainText(150).optional(),
    rich_text_title: richText.optional(),
    subtitle: anyText(150).optional(),
    child_blocks: z
      .array(
        z.discriminatedUnion('type', [
          actions,
          context,
          divider,
          file,
          header,
          image,
          input,
          richText,
          section,
          table,
          video,
        ]),
      )
      .min(1)
      .max(10),
    width: z.enum(['narrow', 'standard', 'wide', 'full']).optional(),
    icon: imageElement.optional(),
    is_collapsible: z.boolean().optional(),
    default_collapsed: z.boolean().optional(),
    has_header_divider: z.boolean().optional(),
  })
  .refine((block) => block.title ?? block.rich_text_title, {
    message: 'must define either `title` or `rich_text_title`',
    path: ['type'],
  });
