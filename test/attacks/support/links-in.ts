import { z } from 'zod';

const Element = z.looseObject({ type: z.string().optional() });

/**
 * The addresses that people can follow from blocks: links and pictures of their own, what is marked up in mrkdwn, and
 * bare addresses in mrkdwn that Slack makes links of. Written without a look at how the app renders.
 */
export function linksIn(blocks: unknown): string[] {
  if (Array.isArray(blocks)) return blocks.flatMap(linksIn);
  const element = Element.safeParse(blocks).data;
  if (!element) return [];
  const own = [element.url, element.image_url].filter((url) => typeof url === 'string');
  const text = element.type === 'mrkdwn' && typeof element.text === 'string' ? element.text : '';
  const marked = [...text.matchAll(/<((?:https?|mailto):[^|>]*)/g)].map(([, url = '']) => url);
  const bare =
    element.verbatim === true
      ? []
      : [...text.replace(/<[^>]*>/g, '').matchAll(/https?:\/\/\S+|www\.\S+/g)].map(([url]) => url);
  return [...own, ...marked, ...bare, ...Object.values(element).flatMap(linksIn)];
}
