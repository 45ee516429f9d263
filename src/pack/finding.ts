/** Where something of a pack stands. */
export interface Place {
  file: string;
  line: number;
}

/** Something wrong in a pack: where, what, and how to mend it. */
export interface Finding extends Place {
  what: string;
  remedy: string;
}

/** One line a finding, as compilers print them, so that editors can jump to it. */
export const describeFinding = ({ file, line, what, remedy }: Finding): string =>
  `${file}:${line}: ${what} ${remedy}`;

/** A pack that cannot be used. Nothing of it was taken. */
export class PackError extends Error {
  override readonly name = 'PackError';
  readonly findings: readonly Finding[];

  constructor(findings: readonly Finding[]) {
    const count = findings.length === 1 ? 'one fault' : `${findings.length} faults`;
    super(`The guidance pack has ${count}:\n${findings.map(describeFinding).join('\n')}`);
    this.findings = findings;
  }
}
