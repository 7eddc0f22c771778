/**
 * What the templates are given. Every text was made by the typed printer, so that an IDL cannot put code into it: a
 * template may set them anywhere code of their kind can stand.
 */

/** The holes of `handler.hbs`: a file with one class. */
export interface HandlerView {
  /** Import statements, LF between them; empty where there are none. */
  readonly imports: string;
  /** The service's comment as JSDoc, or empty. */
  readonly doc: string;
  /** A name for the class, such as `UsersHandler`. */
  readonly className: string;
  /** The generated interface, as it is imported. */
  readonly service: string;
  /** The methods, each made by `handler-method.hbs`, indented, a blank line between them. */
  readonly methods: string;
}

/** The holes of `handler-method.hbs`: a method of the class, without indentation. */
export interface MethodView {
  /** The function's comment as JSDoc, or empty. */
  readonly doc: string;
  /** The function's name as the key of a method, such as `find` or `["constructor"]`. */
  readonly key: string;
  /** `(id: bigint, name: string)`. */
  readonly parameters: string;
  /** The names of the parameters. */
  readonly names: readonly string[];
  /** `Promise<User>`. */
  readonly returns: string;
  /** `find(id: bigint): Promise<User>`: key, parameters and returns, on several lines where they are long. */
  readonly signature: string;
  /** `Error`, or `globalThis.Error` where the file has another one. */
  readonly error: string;
  /** `"Users.find is not implemented"`: a string literal. */
  readonly message: string;
}
