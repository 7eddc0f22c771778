import { code } from "./code.js";
import { makeGroup, makeGroupStyle, makeSequence, type GroupLook, type Printable } from "./doc.js";

const base: GroupLook = {
  open: "",
  close: "",
  padding: "",
  separator: ", ",
  lineSeparator: ",",
  lineEnd: ",",
  linePrefix: "",
  fill: false,
  alwaysBreaks: false,
  hangs: false,
};

const argumentsStyle = makeGroupStyle({ ...base, open: "(", close: ")" });
const arrayStyle = makeGroupStyle({ ...base, open: "[", close: "]" });
const filledArrayStyle = makeGroupStyle({ ...arrayStyle, fill: true });
const objectStyle = makeGroupStyle({ ...base, open: "{", close: "}", padding: " " });
const objectLinesStyle = makeGroupStyle({ ...objectStyle, alwaysBreaks: true });
const typeArgumentsStyle = makeGroupStyle({ ...base, open: "<", close: ">", lineEnd: "" });
const objectTypeStyle = makeGroupStyle({
  ...objectStyle,
  separator: "; ",
  lineSeparator: ";",
  lineEnd: ";",
});
const unionTypeStyle = makeGroupStyle({
  ...base,
  separator: " | ",
  lineSeparator: "",
  lineEnd: "",
  linePrefix: "| ",
});

const hangingStyle = makeGroupStyle({
  ...base,
  separator: " ",
  lineSeparator: "",
  lineEnd: "",
  hangs: true,
});

/** Parts of an expression on one line, or each but the first on an indented line of its own. */
export function hanging(parts: readonly Printable[]): Printable {
  return makeGroup(hangingStyle, parts);
}

/** `if (test) statement`, the statement on a line of its own where it does not fit. */
export function ifStatement(test: Printable, statement: Printable): Printable {
  return hanging([code`if (${test})`, statement]);
}

/** `test ? yes : no`. */
export function conditional(test: Printable, yes: Printable, no: Printable): Printable {
  return hanging([test, code`? ${yes}`, code`: ${no}`]);
}

/** `(a, b)`: arguments or parameters. */
export function parenthesized(items: readonly Printable[]): Printable {
  return makeGroup(argumentsStyle, items);
}

/** `callee(a, b)`. A single argument breaks by itself: `f({`, not `f(` and `{` on the next line. */
export function call(callee: Printable, items: readonly Printable[]): Printable {
  const [only] = items;
  if (only !== undefined && items.length === 1) return makeSequence([callee, "(", only, ")"]);
  return makeSequence([callee, parenthesized(items)]);
}

/** A call without side effects, or `new` of one, at a module's top level: bundlers drop it when unused. */
export function pure(expression: Printable): Printable {
  return code`/* @__PURE__ */ ${expression}`;
}

/** `[a, b]`. */
export function arrayLiteral(items: readonly Printable[]): Printable {
  return makeGroup(arrayStyle, items);
}

/** `[1, 2]` with as many items a line as fit: for numbers. */
export function filledArrayLiteral(items: readonly Printable[]): Printable {
  return makeGroup(filledArrayStyle, items);
}

/** `{ a: 1, b }`; the items are `entry`s or other members. */
export function objectLiteral(items: readonly Printable[]): Printable {
  return makeGroup(objectStyle, items);
}

/** The same with a line for each member. */
export function objectLiteralLines(items: readonly Printable[]): Printable {
  return makeGroup(objectLinesStyle, items);
}

/** `key: value`; make the key with `propertyKey`. */
export function entry(key: Printable, value: Printable): Printable {
  return code`${key}: ${value}`;
}

/** `<A, B>`. */
export function typeArguments(items: readonly Printable[]): Printable {
  return makeGroup(typeArgumentsStyle, items);
}

/** `{ a: A; b?: B }`; the items are `propertySignature`s or other members. */
export function objectType(items: readonly Printable[]): Printable {
  return makeGroup(objectTypeStyle, items);
}

/** `A | B`. */
export function unionType(items: readonly Printable[]): Printable {
  return makeGroup(unionTypeStyle, items);
}

/** `{ a, b }` of an import or export. */
export function specifiers(items: readonly Printable[]): Printable {
  return makeGroup(objectStyle, items);
}
