export const USER = 'tune_or_not';

/** How the app reaches the server on that port. No TLS: it listens on loopback only, and PGSSLMODE is not meant for it. */
export function urlOf(port: number, password: string): string {
  return `postgres://${USER}:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres?sslmode=disable`;
}
