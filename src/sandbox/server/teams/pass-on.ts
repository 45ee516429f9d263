import type { Request, Response } from 'express';

/** What of an answer the app looks at. */
const HEADERS = ['content-type', 'retry-after', 'x-oauth-scopes'];

/** Carries a call to the team that it is for, and its answer back; one that breaks off there breaks off here. */
export async function passOn(
  request: Request,
  body: Buffer,
  apiUrl: string,
  response: Response,
): Promise<void> {
  const { authorization = '', 'content-type': type = '' } = request.headers;
  try {
    const answer = await fetch(`${apiUrl}${request.params.method}`, {
      method: 'POST',
      headers: { authorization, ...(type ? { 'content-type': type } : {}) },
      body: new Uint8Array(body),
    });
    for (const name of HEADERS) {
      const value = answer.headers.get(name);
      if (value !== null) response.set(name, value);
    }
    response.status(answer.status).send(Buffer.from(await answer.arrayBuffer()));
  } catch {
    response.socket?.destroy();
  }
}
