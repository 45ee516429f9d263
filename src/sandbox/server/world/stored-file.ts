import { z } from 'zod';
import { wireFile } from '../../wire/file.ts';

/** A file with its bytes in base64. `shared` lists the channels in which it was posted. */
export const storedFile = z.object({
  file: wireFile,
  content: z.string(),
  shared: z.array(z.string()),
});

export type StoredFile = z.infer<typeof storedFile>;
