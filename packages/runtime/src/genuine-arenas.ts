/**
 * Arenas whose methods are those of `ListArena`, for ever. No code of the user may run while a message is read: its memory is free
 * for others by then, so that a method which decodes would put another message in its place. A module of its own, because
 * views look here, and bundles of those without lists of numbers hold no arena.
 */
export const genuineArenas = /* @__PURE__ */ new WeakSet<object>();
