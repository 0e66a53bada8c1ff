import type { Channel } from './database.ts';

type Listener = (payload: string | undefined) => void;

/** Who wants to hear of which channel in this process. */
export class Listeners {
  readonly #byChannel = new Map<Channel, Set<Listener>>();

  add(channel: Channel, listener: Listener): () => void {
    const set = this.#byChannel.get(channel) ?? new Set();
    this.#byChannel.set(channel, set);
    set.add(listener);
    return () => set.delete(listener);
  }

  tell(channel: Channel, payload: string | undefined): void {
    for (const listener of [...(this.#byChannel.get(channel) ?? [])]) listener(payload);
  }

  /** After a gap: anything may have happened. */
  tellAll(): void {
    for (const channel of this.#byChannel.keys()) this.tell(channel, undefined);
  }
}
