/** Another start of the program holds the data folder; it has been asked to show itself. */
export class AlreadyRunning extends Error {
  readonly code = 'AlreadyRunning';
  constructor() {
    super('AlreadyRunning');
    this.name = 'AlreadyRunning';
  }
}
