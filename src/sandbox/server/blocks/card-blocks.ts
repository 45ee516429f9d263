import { z } from 'zod';
import { imageElement } from './basic-blocks.ts';
import { button } from './button-elements.ts';
import { slackFile } from './composition-objects.ts';
import { anyText, identifier, webUrl } from './text-objects.ts';

const block_id = identifier.optional();
const icon = z.strictObject({
  type: z.literal('image'),
  image_url: webUrl.optional(),
  slack_file: slackFile.optional(),
  alt_text: z.string().min(1),
});

export const card = z
  .strictObject({
    type: z.literal('card'),
    block_id,
    hero_image: imageElement.optional(),
    icon: icon.optional(),
    slack_icon: z.json().optional(),
    title: anyText(150).optional(),
    subtitle: anyText(150).optional(),
    body: anyText(200).optional(),
    subtext: anyText(200).optional(),
    actions: z.array(button).max(3).optional(),
  })
  .refine((block) => block.hero_image ?? block.title ?? block.actions ?? block.body, {
    message: 'must define at least one of `hero_image`, `title`, `actions`, `body`',
    path: ['type'],
  });

export const carousel = z.strictObject({
  type: z.literal('carousel'),
  block_id,
  elements: z.array(card).min(1).max(10),
});
