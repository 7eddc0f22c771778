import { ThriftError } from "@thriftgen/runtime";

/** The error that an action ends in; fails where it is none of ours. */
export function errorOf(action: () => unknown): ThriftError {
  try {
    action();
  } catch (error) {
    if (error instanceof ThriftError) return error;
    throw new Error("no ThriftError", { cause: error });
  }
  throw new Error("no error");
}
