/** The base of generated exceptions: an Error that carries the fields of a declared exception. */
export class ThriftException extends Error {
  /** For types alone: a struct with a name and a message is an Error to TypeScript, too. */
  declare protected readonly $isException: true;

  constructor(message?: string) {
    super(message);
    this.name = new.target.name;
  }
}

/** Makes an exception from decoded fields. No stack is captured: it would tell where it was decoded, at a high price. */
export function makeException<F, X>(exception: new (fields: F) => X, fields: F): X {
  const { stackTraceLimit } = Error as { stackTraceLimit?: number };
  limitStacks(0);
  try {
    return new exception(fields);
  } finally {
    limitStacks(stackTraceLimit);
  }
}

/** Where intrinsics are frozen (`node --frozen-intrinsics`), all stays as it is. */
function limitStacks(stackTraceLimit: number | undefined): void {
  try {
    (Error as { stackTraceLimit?: number | undefined }).stackTraceLimit = stackTraceLimit;
  } catch {
    // Then stacks are captured.
  }
}
