/** The operator's kind of trouble: an error with a code, a place and a next step. The device's trouble is a blank. */

/** Thrown for what the person at the keyboard can mend; the command line prints it and exits 64. */
export class UsageError extends Error {
  readonly code: string;
  readonly next: string;

  /**
   * @param code stable, kebab-case, for scripts
   * @param message what is wrong and where (`file:line:column: …`), lower case, no full stop
   * @param next what to do now
   */
  constructor(code: string, message: string, next: string) {
    super(message);
    this.name = 'UsageError';
    this.code = code;
    this.next = next;
  }
}
