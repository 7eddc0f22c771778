/**
 * The printer's tree. A `Printable` can only be made by the functions of this folder, each of which makes its text
 * safe; a plain string is no `Printable`, so text from an IDL file cannot slip into code unescaped.
 */

import type { Span } from "../../source.js";

// Never set at run time: the brand only keeps object literals made elsewhere from passing as printables.
declare const printableBrand: unique symbol;

interface Brand {
  readonly [printableBrand]: true;
}

/** Trusted text (a string), a line break followed by that many spaces (a number), or a nested printable. */
export type Part = string | number | Printable;

interface TextNode {
  readonly kind: "text";
  readonly text: string;
}

/** What a template takes. Numbers are safe as they are; strings are not and need `stringLiteral` or `ident`. */
export type Interpolation = Printable | number | bigint;

/** A template of the source, split once: pieces[i] stands before the i-th interpolation. */
export interface TemplateText {
  readonly pieces: readonly (readonly (string | number)[])[];
  readonly hasBreaks: boolean;
}

/** Like a sequence; refers to the template instead of copying it, as most of the tree is templates. */
interface TemplateNode {
  readonly kind: "template";
  readonly text: TemplateText;
  readonly values: readonly Interpolation[];
}

/** Its lines are indented like the line on which it starts. */
interface SequenceNode {
  readonly kind: "sequence";
  readonly parts: readonly Part[];
  readonly hasBreaks: boolean;
}

/** Items with a separator between them; without one each begins a line. */
interface ListNode {
  readonly kind: "list";
  readonly separator: Printable | undefined;
  readonly items: readonly Printable[];
}

/** Items on one line where they fit, else one a line. */
interface GroupNode {
  readonly kind: "group";
  readonly style: GroupStyle;
  readonly items: readonly Printable[];
}

/** Exists in TypeScript only. */
interface TypeOnlyNode {
  readonly kind: "type-only";
  readonly content: Printable;
}

/** Has another text in each target. */
interface TargetedNode {
  readonly kind: "targeted";
  readonly ts: Printable;
  readonly js: Printable;
  readonly dts: Printable;
}

/** A name exported by a module; printing it is what imports it. */
interface ImportNode {
  readonly kind: "import";
  readonly module: ModuleReference;
  readonly name: string;
}

/** Comes from a place of the IDL. */
interface OriginNode {
  readonly kind: "origin";
  readonly span: Span;
  readonly content: Printable;
}

/** The name that a declaration declares: it stands for the whole of the innermost origin. */
interface NameNode {
  readonly kind: "name";
  readonly content: Printable;
}

export type Node =
  | TextNode
  | TemplateNode
  | SequenceNode
  | ListNode
  | GroupNode
  | TypeOnlyNode
  | TargetedNode
  | ImportNode
  | OriginNode
  | NameNode;

export type Printable = Brand & Node;

/** Code of any extent, made by the `code` template. */
export type Code = Printable;

/** A name that is safe to declare and to refer to. */
export type Identifier = Brand & TextNode & { readonly isIdentifier: true };

/** A name of another module, or of this one: then it is printed bare. */
export type ImportRef = Brand & ImportNode;

/** `module`: the output path of a generated module, without extension. `package`: printed as it stands. */
export type ModuleReference =
  | { readonly kind: "module"; readonly path: string }
  | { readonly kind: "package"; readonly specifier: string };

/** Marks in the token list: where a group opens, where an item ends and the next begins, where the group closes. */
export interface GroupMark {
  readonly kind: "open" | "separate" | "close";
  readonly style: GroupStyle;
}

/** A style with its marks, which are made once. */
export interface GroupStyle extends GroupLook {
  readonly marks: Readonly<Record<GroupMark["kind"], GroupMark>>;
}

export function makeGroupStyle(look: GroupLook): GroupStyle {
  const marks: Record<string, GroupMark> = {};
  const style = { ...look, marks: marks as Record<GroupMark["kind"], GroupMark> };
  for (const kind of ["open", "separate", "close"] as const) marks[kind] = { kind, style };
  return style;
}

/** How a group looks on one line and on several. */
export interface GroupLook {
  readonly open: string;
  readonly close: string;
  /** Inside the brackets on one line, such as the space of `{ a }`. */
  readonly padding: string;
  readonly separator: string;
  /** Ends an item that has its own line and is not the last. */
  readonly lineSeparator: string;
  /** Ends the last item when each has its own line. */
  readonly lineEnd: string;
  /** Begins each item that has its own line. */
  readonly linePrefix: string;
  /** As many items on a line as fit. */
  readonly fill: boolean;
  /** Each item has its own line, however short. */
  readonly alwaysBreaks: boolean;
  /** The first item stays on the line that the group begins on. */
  readonly hangs: boolean;
}

function brand<N extends Node>(node: N): Brand & N {
  return node as Brand & N; // the one place where printables come from
}

export function makeText(text: string): Printable {
  return brand({ kind: "text", text });
}

export function makeIdentifier(text: string): Identifier {
  return brand({ kind: "text", text, isIdentifier: true });
}

export function makeTemplate(text: TemplateText, values: readonly Interpolation[]): Printable {
  return brand({ kind: "template", text, values });
}

export function makeSequence(parts: readonly Part[]): Printable {
  return brand({
    kind: "sequence",
    parts,
    hasBreaks: parts.some((part) => typeof part === "number"),
  });
}

export function makeList(separator: Printable | undefined, items: readonly Printable[]): Printable {
  return items.length === 0 ? nothing : brand({ kind: "list", separator, items });
}

export function makeGroup(style: GroupStyle, items: readonly Printable[]): Printable {
  return brand({ kind: "group", style, items });
}

export function makeTypeOnly(content: Printable): Printable {
  return brand({ kind: "type-only", content });
}

export function makeTargeted(texts: {
  readonly ts: Printable;
  readonly js: Printable;
  readonly dts: Printable;
}): Printable {
  return brand({ kind: "targeted", ts: texts.ts, js: texts.js, dts: texts.dts });
}

export function makeOrigin(span: Span, content: Printable): Printable {
  return brand({ kind: "origin", span, content });
}

export function makeName(content: Printable): Printable {
  return brand({ kind: "name", content });
}

export function makeImport(module: ModuleReference, name: string): ImportRef {
  return brand({ kind: "import", module, name });
}

/** Prints nothing; a line that holds nothing else vanishes. */
export const nothing: Printable = makeSequence([]);
