/** Something that the person at the keyboard can mend: what happened, and what to do. No stack trace is shown. */
export class UserError extends Error {
  override readonly name = 'UserError';
  readonly remedy: string;

  constructor(what: string, remedy: string, options?: ErrorOptions) {
    super(what, options);
    this.remedy = remedy;
  }
}
