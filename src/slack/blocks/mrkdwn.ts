/** Makes text safe for a mrkdwn field: nothing in it is a mention, a link or a special word any more. */
export const escapeText = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** A link with a label, as mrkdwn. The address is one of ours or of the pack, never a person's. */
export const link = (url: string, label: string): string => `<${url}|${escapeText(label)}>`;

/** How long a mrkdwn text is to who reads it: links count as their labels, marks and escapes as what they show. */
export const visibleLength = (mrkdwn: string): number =>
  mrkdwn
    .replace(/<[^<>|]*\|([^<>]*)>/g, '$1')
    .replace(/<([^<>]*)>/g, '$1')
    .replace(/&(?:amp|lt|gt);/g, '.')
    .replace(/(^|\s)[*_](?=\S)|(?<=\S)[*_](?=\s|$|[.,:;!?])/g, '$1').length;
