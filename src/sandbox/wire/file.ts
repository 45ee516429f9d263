import { z } from 'zod';

/** An uploaded file as Slack describes it; the bytes are behind `url_private_download`. */
export const wireFile = z.object({
  id: z.string(),
  created: z.number(),
  timestamp: z.number(),
  name: z.string(),
  title: z.string(),
  mimetype: z.string(),
  filetype: z.string(),
  pretty_type: z.string(),
  user: z.string(),
  user_team: z.string(),
  editable: z.boolean(),
  size: z.number(),
  mode: z.string(),
  is_external: z.boolean(),
  external_type: z.string(),
  is_public: z.boolean(),
  public_url_shared: z.boolean(),
  display_as_bot: z.boolean(),
  username: z.string(),
  url_private: z.string(),
  url_private_download: z.string(),
  permalink: z.string(),
  file_access: z.string(),
});

export type WireFile = z.infer<typeof wireFile>;
