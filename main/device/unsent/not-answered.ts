/** HQ did not answer: it is asked again another time. `code`: for the log. */
export class NotAnsweredError extends Error {
  readonly code: string;
  constructor(code = 'Refused') {
    super(code);
    this.code = code;
  }
}
