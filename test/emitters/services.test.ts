import { expect, test } from "vitest";
import { emitIdl, emitText } from "./emit.js";

test("a service is an interface in a module of its own", async () => {
  const text = await emitText(
    {
      "/a.thrift": `
        include "lib/base.thrift"
        struct User {} typedef User Account
        exception NotFound {}
        /** All about users. */
        service Users extends base.Base {
          /** Looks one up. */
          User get(1: i64 id, 2: list<Account> class) throws (1: NotFound none /** no such user */, 2: base.Failure f) (deprecated),
          oneway void forget(1: i64 this),
          base.Failure new(),
          void constructor(1: i32 User)
        }`,
      "/lib/base.thrift": "exception Failure {} service Base { void ping() }",
    },
    {},
    "a.service.ts",
  );
  expect(text).toBe(`import type { User as User$1 } from "./a.js";
import type { Failure } from "./lib/base.js";
import type { Base } from "./lib/base.service.js";

/** All about users. */
export interface Users extends Base {
  /**
   * Looks one up.
   * @throws {NotFound} no such user
   * @throws {Failure}
   * @deprecated
   */
  get(id: bigint, class$: User$1[]): globalThis.Promise<User$1>;
  forget(this$: bigint): globalThis.Promise<void>;
  "new"(): globalThis.Promise<Failure>;
  "constructor"(User: number): globalThis.Promise<void>;
}
`);
});

test("a file without services has no service module, and JavaScript has nothing in one", async () => {
  const { files } = await emitIdl("struct A {}");
  expect(files.map(({ path }) => path)).toEqual(["a.ts"]);
  expect(await emitText("service A { void f() }", { targets: ["js"] }, "a.service.js")).toBe(
    "export {};\n",
  );
});
