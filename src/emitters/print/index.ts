/**
 * The typed printer: what every emitter makes its text with.
 *
 * ```ts
 * const write = ident("User$write");                  // throws on a name that cannot be declared
 * const scope = writer.scope();                       // one per function
 * const value = scope.name("value");                  // unlike all module names, and each other
 * writer.add(
 *   functionDeclaration({
 *     name: write,
 *     exported: true,
 *     parameters: [{ name: value, type: userType }, { name: scope.name("options"), type: optionsType, optional: true }],
 *     returns: code`number`,
 *     doc: { text: "From the IDL, made safe." },
 *     body: code`
 *       const count = ${property(value, field.name)};
 *       if (count > ${127}) ${block(code`throw ${call(fail, [stringLiteral(field.name)])};`)}
 *       ${lines(statements)}
 *       return ${value}${typeOnly` as ${userType}`};
 *     `,
 *   }),
 * );
 * ```
 *
 * - `` code`...` `` takes `Printable`s, numbers and bigints (`5n`), never strings. A template that begins with a line
 *   break is dedented. An interpolated printable of several lines keeps the indentation of its line; a line whose
 *   interpolations all print nothing is dropped (`nothing` prints nothing). A blank line in a template stays.
 * - `lines([...])` puts each item on a line of its own; `` join(code` + `, [...]) `` puts them on one line.
 * - `ident(name)`, `propertyKey(name)`, `property(object, name)`, `ownProperty(object, name)` (safe where
 *   Object.prototype has the name: see `isInheritedName`), `globalRef("Map")`, `importRef(module, name)`.
 * - `stringLiteral`, `numberLiteral`, `bigintLiteral`, `booleanLiteral`.
 * - Groups go on one line where they fit into 120 columns and else have a line for each item: `call(f, args)`,
 *   `parenthesized`, `arrayLiteral`, `objectLiteral([entry(propertyKey(k), v)])`, `objectType([propertySignature()])`,
 *   `unionType`, `typeArguments`; `filledArrayLiteral` has many items on each line. `pure(e)` is for calls at top level.
 * - `` typeOnly`: ${T}` `` is dropped in JavaScript, and imports printed inside it are type imports. Use it for
 *   annotations and casts in bodies; declarations do it themselves for `type`, `returns` and the like.
 * - Declarations: `functionDeclaration`, `constantDeclaration`, `typeAlias`, `interfaceDeclaration`, `typeNamespace`,
 *   `classDeclaration` (`classField`, `classConstructor`, `classMethod`), `exportAlias`; `block(body)` is `{ body }` on lines.
 * - `located(span, code)` says where code comes from; names that declarations declare stand for all of it in source maps.
 *   What is added in `writer.from(span, work)` is located as a whole.
 * - `inlineComment(text)` and the `doc` of declarations take any text.
 */
export {
  asTypeOnly,
  code,
  declaredName,
  join,
  lines,
  located,
  typeOnly,
  type Interpolation,
} from "./code.js";
export { docComment, documented, inlineComment, type DocComment } from "./comments.js";
export {
  block,
  classAccessor,
  classConstructor,
  classDeclaration,
  classField,
  classMethod,
  classState,
  constantDeclaration,
  exportAlias,
  functionDeclaration,
  interfaceDeclaration,
  functionSignature,
  methodSignature,
  propertySignature,
  typeAlias,
  typeNamespace,
  type Parameter,
} from "./declarations.js";
export {
  nothing,
  type Code,
  type Identifier,
  type ImportRef,
  type ModuleReference,
  type Printable,
} from "./doc.js";
export {
  arrayLiteral,
  call,
  conditional,
  entry,
  filledArrayLiteral,
  hanging,
  ifStatement,
  objectLiteral,
  objectLiteralLines,
  objectType,
  parenthesized,
  pure,
  typeArguments,
  unionType,
} from "./groups.js";
export {
  globalRef,
  ident,
  importRef,
  isBindingName,
  isInheritedName,
  methodKey,
  ownProperty,
  property,
  propertyKey,
  type GlobalName,
} from "./identifiers.js";
export {
  bigintLiteral,
  booleanLiteral,
  hexLiteral,
  numberLiteral,
  stringLiteral,
} from "./literals.js";
export { relativePath } from "./imports.js";
export { createModuleWriter, type ModuleWriter, type RenderedModule } from "./module-writer.js";
export { renderSourceMap } from "./source-map.js";
export type { LocalScope } from "./scope.js";
