/** What can be wrong with templates and handlers, explained. */
import type { scaffoldEntries } from "./catalog-scaffold.js";
import type { Example, Explanation } from "./explanation.js";

const idl = "service Users {\n  void ping()\n}";

/** A file beside an IDL with one service. */
function scaffold(path: string, text: string): Example {
  return { files: { "users.thrift": idl, [path]: text }, isScaffold: true };
}

const handler = (body: string): Example =>
  scaffold("users.handler.ts", `import type { Users } from "./gen/users.service.js";\n${body}`);

const method = "async {{signature}} {\n  throw new {{error}}({{message}});\n}";

export const scaffoldExplanations = {
  "template-syntax": {
    meaning:
      "Templates in the directory of --templates are Handlebars. Every {{#if}} and {{#each}} needs its end, and what " +
      "stands between braces has to be a name or a helper with names.",
    wrong: scaffold("handler-method.hbs", `{{#if doc}}\n{{doc}}\n${method}`),
    right: scaffold("handler-method.hbs", `{{#if doc}}\n{{doc}}\n{{/if}}\n${method}`),
  },
  "template-value": {
    meaning:
      "A template can ask for what it is given only; anything else is most likely mistyped, and would silently print " +
      "nothing.",
    wrong: scaffold("handler-method.hbs", method.replace("signature", "signatur")),
    right: scaffold("handler-method.hbs", method),
  },
  "template-method": {
    meaning:
      "Methods that are added to a class of yours come from handler-method.hbs, each as exactly one member. Text that " +
      "is something else, or no TypeScript, would damage the file, so it stays as it is.",
    wrong: {
      files: {
        "users.thrift": idl,
        "handler-method.hbs": "async {{signature}} {",
        "users.handler.ts": "export class UsersHandler {\n}\n",
      },
      isScaffold: true,
    },
    right: {
      files: {
        "users.thrift": idl,
        "handler-method.hbs": "async {{signature}} {\n}",
        "users.handler.ts": "export class UsersHandler {\n}\n",
      },
      isScaffold: true,
    },
  },
  "handler-syntax": {
    meaning:
      "Missing methods are added to a file of yours only where TypeScript can read it: behind a syntax error nobody " +
      "knows where the class ends.",
    wrong: handler("export class UsersHandler implements Users {\n"),
    right: handler("export class UsersHandler implements Users {\n}\n"),
  },
  "handler-class-missing": {
    meaning:
      "Methods are added to the classes that implement the generated interface of the service, whatever they are " +
      "called, or else to those with the name that a new class would have.",
    wrong: handler("export class Accounts {\n}\n"),
    right: handler("export class Accounts implements Users {\n}\n"),
  },
  "handler-unclear": {
    meaning:
      "A class can inherit methods and compute their names. Where only running it would tell which methods it has, one " +
      "that is added might hide one that works.",
    wrong: handler('export class Accounts implements Users {\n  [process.argv[2] ?? ""]() {}\n}\n'),
    right: handler(
      'const name = "ping";\nexport class Accounts implements Users {\n  async [name]() {}\n}\n',
    ),
  },
} as const satisfies Record<keyof typeof scaffoldEntries, Explanation>;
