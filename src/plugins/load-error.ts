/** What makes a module of IDL fail to load. */

/** Named, because tools show the name; the stack holds the text alone, none of its lines would help. */
export function createLoadError(text: string, title = ""): Error {
  const error = new Error(text);
  error.name = "ThriftLoadError";
  error.stack = `${title}${text}`;
  return error;
}
