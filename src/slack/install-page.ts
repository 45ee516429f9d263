const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** A small page for who installs the app: a title, a sentence and perhaps a button. */
export const installPage = (title: string, text: string, button?: { url: string; words: string }): string =>
  `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
<style>body{font:1.1rem/1.5 system-ui,sans-serif;max-width:34rem;margin:4rem auto;padding:0 1rem}a{display:inline-block;padding:.6rem 1rem;border-radius:.4rem;background:#2f4858;color:#fff;text-decoration:none}</style>
<h1>${escaped(title)}</h1>
<p>${escaped(text)}</p>
${button ? `<p><a href="${escaped(button.url)}">${escaped(button.words)}</a></p>` : ''}
`;
