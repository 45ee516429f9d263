/** @returns text with the three characters escaped that Slack escapes, and no others */
export function escapeWire(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** @returns the text as it was before `escapeWire` */
export function unescapeWire(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
