const ENTITIES = new Map([
  ['&amp;', '&'],
  ['&lt;', '<'],
  ['&gt;', '>'],
]);

/**
 * What a person sees of a text that Slack sends: mentions, links and special words by their names, escapes undone. Our
 * own mention is left out. From here on it is plain text; nothing in it can ping anybody or pass for a link.
 */
export function plainText(wire: string, botUserId?: string): string {
  return wire
    .replace(/<([^<>]*)>/g, (_, inner: string) => readable(inner, botUserId))
    .replace(/&(?:amp|lt|gt);/g, (entity) => ENTITIES.get(entity) ?? entity)
    .replace(/[^\S\n]{2,}/g, ' ')
    .trim();
}

function readable(inner: string, botUserId: string | undefined): string {
  const [target = '', label] = inner.split('|');
  if (target.startsWith('@')) return target.slice(1) === botUserId ? '' : `@${label ?? target.slice(1)}`;
  if (target.startsWith('#')) return `#${label ?? target.slice(1)}`;
  if (target.startsWith('!subteam^')) return label ?? '@group';
  if (target.startsWith('!date^')) return label ?? '';
  if (target.startsWith('!')) return `@${label ?? target.slice(1)}`;
  return label ?? target.replace(/^mailto:/, '');
}
