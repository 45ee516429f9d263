import { z } from 'zod';
import { slackFile } from './composition-objects.ts';
import { anyText, identifier, plainText, webUrl } from './text-objects.ts';

const block_id = identifier.optional();
const picture = {
  image_url: webUrl.optional(),
  slack_file: slackFile.optional(),
  alt_text: z.string().min(1).max(2_000),
};

function hasOneSource(image: { image_url?: unknown; slack_file?: unknown }): boolean {
  return (image.image_url === undefined) !== (image.slack_file === undefined);
}
const ONE_SOURCE = 'must define either `image_url` or `slack_file`';

export const imageElement = z
  .strictObject({ type: z.literal('image'), ...picture })
  .refine(hasOneSource, ONE_SOURCE);

export const divider = z.strictObject({ type: z.literal('divider'), block_id });

export const header = z.strictObject({
  type: z.literal('header'),
  block_id,
  text: plainText(150),
  level: z.int().min(1).max(4).optional(),
});

export const image = z
  .strictObject({ type: z.literal('image'), block_id, ...picture, title: plainText(2_000).optional() })
  .refine(hasOneSource, ONE_SOURCE);

export const context = z.strictObject({
  type: z.literal('context'),
  block_id,
  elements: z
    .array(z.union([imageElement, anyText()]))
    .min(1)
    .max(10),
});

export const file = z.strictObject({
  type: z.literal('file'),
  block_id,
  external_id: z.string(),
  source: z.literal('remote'),
});

/** Slack ignores the block_id of a markdown block, but takes it. */
export const markdown = z.strictObject({
  type: z.literal('markdown'),
  block_id,
  text: z.string().min(1).max(12_000),
});

export const video = z.strictObject({
  type: z.literal('video'),
  block_id,
  alt_text: z.string().min(1).max(200),
  author_name: z.string().max(50).optional(),
  description: plainText(200).optional(),
  provider_icon_url: webUrl.optional(),
  provider_name: z.string().max(50).optional(),
  title: plainText(199),
  title_url: webUrl.optional(),
  thumbnail_url: webUrl,
  video_url: webUrl,
});

/** Held to be for modals only until Slack says otherwise; see `message-blocks.ts`. */
export const alert = z.strictObject({
  type: z.literal('alert'),
  block_id,
  text: anyText(200),
  level: z.enum(['default', 'info', 'warning', 'error', 'success']).optional(),
});
