/** PostgreSQL's tools hand paths to a shell between double quotes: these characters would not arrive as they are. */
export function isSafeForShell(path: string): boolean {
  return process.platform === 'win32' ? !/["%\n]/.test(path) : !/["$`\\\n]/.test(path);
}
