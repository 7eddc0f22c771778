import type { Target } from "../../options.js";
import { formatNumber } from "./code.js";
import type {
  GroupMark,
  GroupStyle,
  Interpolation,
  ModuleReference,
  Part,
  Printable,
  TemplateText,
} from "./doc.js";
import type { OriginMark } from "./origins.js";

/** Text, a line break with its indentation (a number), or a mark. Marks are shared objects: nothing is allocated. */
export type Token = string | number | Mark;

/** `hole` stands where an interpolation printed nothing. */
export type Mark = { readonly kind: "enter" | "leave" | "hole" } | GroupMark | OriginMark;

const enter: Mark = { kind: "enter" };
const leave: Mark = { kind: "leave" };
const hole: Mark = { kind: "hole" };
const endOrigin: Mark = { kind: "end-origin" };
const nameMark: Mark = { kind: "name" };
const endName: Mark = { kind: "end-name" };

/** A list that is filled for one statement after the other; what stands behind `count` is old. */
export interface TokenList {
  readonly items: Token[];
  count: number;
}

/** Gives the local name of an imported name, and remembers how it is used. */
export type ImportResolver = (module: ModuleReference, name: string, isTypeOnly: boolean) => string;

export interface Lowering {
  readonly tokens: TokenList;
  readonly target: Target;
  readonly resolve: ImportResolver;
  /** Marks of origins and names are wanted. */
  readonly hasOrigins?: boolean;
}

/** Fills the lowering's tokens with the tree as a flat list, for its target: the only place that drops types or bodies. */
export function lowerToTokens(printable: Printable, lowering: Lowering): TokenList {
  lowering.tokens.count = 0;
  lower(printable, false, lowering);
  return lowering.tokens;
}

function add(tokens: TokenList, token: Token): void {
  tokens.items[tokens.count++] = token;
}

// Loops count by hand here, and what is called most is written out: most of a compilation runs before the engine optimises
// anything, and then iterators and calls are slow.

function lower(node: Printable, isType: boolean, lowering: Lowering): void {
  const { tokens } = lowering;
  switch (node.kind) {
    case "template":
      lowerTemplate(node.text, node.values, isType, lowering);
      return;
    case "text":
      if (node.text !== "") tokens.items[tokens.count++] = node.text;
      return;
    case "import":
      add(tokens, lowering.resolve(node.module, node.name, isType));
      return;
    case "type-only":
      if (lowering.target !== "js") lower(node.content, true, lowering);
      return;
    case "targeted":
      lower(node[lowering.target], isType, lowering);
      return;
    case "origin":
      if (lowering.hasOrigins !== true) lower(node.content, isType, lowering);
      else
        lowerBetween(
          { kind: "origin", span: node.span },
          node.content,
          endOrigin,
          isType,
          lowering,
        );
      return;
    case "name":
      if (lowering.hasOrigins !== true) lower(node.content, isType, lowering);
      else lowerBetween(nameMark, node.content, endName, isType, lowering);
      return;
    case "group":
      lowerGroup(node.style, node.items, isType, lowering);
      return;
    case "list":
      lowerList(node.separator, node.items, isType, lowering);
      return;
    case "sequence":
      if (node.hasBreaks) add(tokens, enter);
      for (let index = 0; index < node.parts.length; index++) {
        const part = node.parts[index] as Part;
        if (typeof part === "object") lowerInterpolation(part, isType, lowering);
        else tokens.items[tokens.count++] = part;
      }
      if (node.hasBreaks) add(tokens, leave);
      return;
    default:
      node satisfies never;
  }
}

/** What prints nothing leaves no marks, so that lines vanish with maps as they do without. */
function lowerBetween(
  open: Mark,
  content: Printable,
  close: Mark,
  isType: boolean,
  lowering: Lowering,
): void {
  const { tokens } = lowering;
  const start = tokens.count;
  add(tokens, open);
  lower(content, isType, lowering);
  if (tokens.count === start + 1) tokens.count = start;
  else add(tokens, close);
}

function lowerTemplate(
  { pieces, hasBreaks }: TemplateText,
  values: readonly Interpolation[],
  isType: boolean,
  lowering: Lowering,
): void {
  const { tokens } = lowering;
  const { items } = tokens;
  if (hasBreaks) add(tokens, enter);
  for (let index = 0; index < pieces.length; index++) {
    const piece = pieces[index] as TemplateText["pieces"][number];
    for (let at = 0; at < piece.length; at++) items[tokens.count++] = piece[at] as Token;
    if (index < values.length) lowerInterpolation(values[index], isType, lowering);
  }
  if (hasBreaks) add(tokens, leave);
}

function lowerList(
  separator: Printable | undefined,
  items: readonly Printable[],
  isType: boolean,
  lowering: Lowering,
): void {
  const { tokens } = lowering;
  if (separator === undefined) add(tokens, enter);
  for (let index = 0; index < items.length; index++) {
    if (index > 0) {
      if (separator === undefined) add(tokens, 0);
      else lower(separator, isType, lowering);
    }
    lowerInterpolation(items[index], isType, lowering);
  }
  if (separator === undefined) add(tokens, leave);
}

function lowerInterpolation(
  value: Interpolation | undefined,
  isType: boolean,
  lowering: Lowering,
): void {
  const { tokens } = lowering;
  if (typeof value === "object") {
    if (value.kind === "text") {
      tokens.items[tokens.count++] = value.text === "" ? hole : value.text;
      return;
    }
    const before = tokens.count;
    lower(value, isType, lowering);
    if (tokens.count === before) add(tokens, hole);
  } else if (typeof value === "number") add(tokens, formatNumber(value));
  else if (typeof value === "bigint") add(tokens, `${value}n`);
  // A string past the types' guard would be taken for trusted text.
  else throw new TypeError("Only printables can be interpolated.");
}

function lowerGroup(
  style: GroupStyle,
  items: readonly Printable[],
  isType: boolean,
  lowering: Lowering,
): void {
  const { tokens } = lowering;
  const start = tokens.count;
  add(tokens, style.marks.open);
  let end = tokens.count;
  for (let index = 0; index < items.length; index++) {
    if (end > start + 1) tokens.items[tokens.count++] = style.marks.separate;
    const itemStart = tokens.count;
    lower(items[index] as Printable, isType, lowering);
    // An item that this target drops takes its separator along.
    if (tokens.count === itemStart) tokens.count = end;
    else end = tokens.count;
  }
  if (end > start + 1) add(tokens, style.marks.close);
  else {
    tokens.count = start;
    if (style.open !== "") add(tokens, style.open + style.close);
  }
}
