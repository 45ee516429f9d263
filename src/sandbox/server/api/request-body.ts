import type { Request } from 'express';
import { ApiError } from './api-error.ts';

/** A form: its fields, and the first file in it. */
export interface Form {
  fields: Record<string, string>;
  file?: Buffer;
}

const FORM = 'application/x-www-form-urlencoded';
const MULTIPART = 'multipart/form-data';

/**
 * Reads the body of a call. Slack also takes JSON for some methods; the sandbox does not, because its WebClient
 * never sends it.
 * @throws ApiError `invalid_post_type` for a body that is no form
 */
export async function readForm(request: Request, raw: Buffer): Promise<Form> {
  const type = request.headers['content-type'] ?? '';
  if (raw.length === 0) return { fields: {} };
  if (!type.startsWith(FORM) && !type.startsWith(MULTIPART)) throw new ApiError('invalid_post_type');
  // Node parses both kinds of form; its type is that of the browser's Response.
  const form = await new Response(new Uint8Array(raw), { headers: { 'content-type': type } })
    .formData()
    .catch(() => {
      throw new ApiError('invalid_form_data');
    });
  const result: Form = { fields: {} };
  for (const [name, value] of form) {
    if (typeof value === 'string') result.fields[name] = value;
    else result.file ??= Buffer.from(await value.arrayBuffer());
  }
  return result;
}
