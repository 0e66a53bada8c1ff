/** Thrown by anything that needs an open session when there is none. The IPC router answers `Locked`. */
export class LockedError extends Error {
  readonly code = 'Locked';
  constructor() {
    super('Locked');
    this.name = 'LockedError';
  }
}
