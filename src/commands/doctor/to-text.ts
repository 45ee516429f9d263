import type { Result } from './run-doctor.ts';

/** One line a finding: how it stands, what was looked at, what it means and what to do. Then the sum. */
export function toText(results: readonly Result[]): string {
  const lines = results.map((result) => {
    const told = result.status === 'ok' ? `${result.what}.` : `${result.what}. → ${result.remedy}`;
    return `${result.status.padEnd(8)}${result.name.padEnd(10)}${told.replaceAll('..', '.')}`;
  });
  const count = (status: Result['status']) => results.filter((result) => result.status === status).length;
  const sum = `${count('ok')} ok, ${count('warning')} to look at, ${count('wrong')} wrong.`;
  return [...lines, '', sum].join('\n');
}
