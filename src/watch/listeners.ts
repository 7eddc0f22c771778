/** Who wants to hear of what. */

export interface Listeners<E extends object> {
  on<K extends keyof E>(event: K, listener: (value: E[K]) => void): () => void;
  tell<K extends keyof E>(event: K, value: E[K]): void;
  /** No listener hears anything from now on. */
  silence(): void;
}

/** Listeners are called in the order in which they came; what one throws is not caught. */
export function createListeners<E extends object>(): Listeners<E> {
  const lists: { [K in keyof E]?: Set<(value: E[K]) => void> } = {};
  let isSilent = false;
  return {
    on(event, listener) {
      const list = (lists[event] ??= new Set());
      list.add(listener);
      return () => void list.delete(listener);
    },
    tell(event, value) {
      for (const listener of lists[event] ?? []) if (!isSilent) listener(value);
    },
    silence() {
      isSilent = true;
    },
  };
}
