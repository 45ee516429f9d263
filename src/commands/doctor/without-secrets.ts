import type { Config } from '../../config.ts';

/** What is shorter protects nothing, such as "none" for a server that wants no key. */
const SHORTEST = 5;

/** @returns blots out of a text, and brings to one line, whatever secret of ours a library may have put into an error */
export function withoutSecrets({ slack, database, cacheUrl, llm }: Config): (text: string) => string {
  const secrets = [
    slack?.botToken,
    slack?.oauth?.clientSecret,
    slack?.oauth?.stateSecret,
    ...(slack?.oauth?.tokenKeys ?? []).map(({ key }) => key.toString('base64')),
    ...(slack?.by === 'socket' ? [slack.appToken] : [slack?.signingSecret]),
    llm?.apiKey,
    ...[database.url, cacheUrl].flatMap(passwordsIn),
  ].flatMap((secret) => (secret && secret.length >= SHORTEST ? [secret] : []));
  return (text) =>
    secrets
      .reduce((left, secret) => left.replaceAll(secret, '[left out]'), text)
      .replace(/\s*\n\s*/g, ' ')
      .trim();
}

/** The password of an address, as it is written there and as it is meant. */
function passwordsIn(address: string | undefined): string[] {
  if (address === undefined) return [];
  const { password } = new URL(address);
  try {
    return [password, decodeURIComponent(password)];
  } catch {
    return [password];
  }
}
