import type { RequestHandler } from 'express';

/**
 * Slack's own addresses of messages, `/archives/C…/p1700000000000100`, which apps make without asking: here they lead to
 * the page.
 */
export const followArchiveLink: RequestHandler = (request, response) => {
  const { channel = '', message = '' } = request.params;
  const ts = String(message).replace(/^p(\d+)(\d{6})$/, '$1.$2');
  response.redirect(302, `/#/${String(channel)}/${ts}`);
};
