import type { GroupStyle, ModuleReference, Printable } from "./doc.js";
import type { Target } from "../../options.js";

/** Text, a line break with its indentation (a number), or a control. Controls are shared objects: nothing is allocated. */
export type Token = string | number | Control;

export type Control = MarkControl | GroupControl;

interface MarkControl {
  /** `hole` stands where an interpolation printed nothing. */
  readonly kind: "enter" | "leave" | "hole";
}

interface GroupControl {
  readonly kind: "open" | "separate" | "close";
  readonly style: GroupStyle;
}

const enter: Control = { kind: "enter" };
const leave: Control = { kind: "leave" };
const hole: Control = { kind: "hole" };

/** Gives the local name of an imported name, and remembers how it is used. */
export type ImportResolver = (module: ModuleReference, name: string, isTypeOnly: boolean) => string;

interface Lowering {
  readonly tokens: Token[];
  readonly target: Target;
  readonly resolve: ImportResolver;
  readonly controls: Map<GroupStyle, Readonly<Record<"open" | "separate" | "close", Control>>>;
}

/** The tree as a flat list, for one target: the only place that drops types or bodies. */
export function lowerToTokens(
  printable: Printable,
  target: Target,
  resolve: ImportResolver,
): readonly Token[] {
  const lowering: Lowering = { tokens: [], target, resolve, controls: new Map() };
  lower(printable, false, lowering);
  return lowering.tokens;
}

function lower(node: Printable, isType: boolean, lowering: Lowering): void {
  const { tokens, target } = lowering;
  switch (node.kind) {
    case "text":
      if (node.text !== "") tokens.push(node.text);
      return;
    case "import":
      tokens.push(lowering.resolve(node.module, node.name, isType));
      return;
    case "type-only":
      if (target !== "js") lower(node.content, true, lowering);
      return;
    case "targeted":
      lower(node[target], isType, lowering);
      return;
    case "group":
      lowerGroup(node.style, node.items, isType, lowering);
      return;
    case "sequence":
      if (node.hasBreaks) tokens.push(enter);
      for (const part of node.parts) {
        if (typeof part === "object") lowerInterpolation(part, isType, lowering);
        else tokens.push(part);
      }
      if (node.hasBreaks) tokens.push(leave);
      return;
    default:
      node satisfies never;
  }
}

function lowerInterpolation(part: Printable, isType: boolean, lowering: Lowering): void {
  const before = lowering.tokens.length;
  lower(part, isType, lowering);
  if (lowering.tokens.length === before) lowering.tokens.push(hole);
}

function lowerGroup(
  style: GroupStyle,
  items: readonly Printable[],
  isType: boolean,
  lowering: Lowering,
): void {
  const { tokens, controls } = lowering;
  let control = controls.get(style);
  if (control === undefined) {
    control = {
      open: { kind: "open", style },
      separate: { kind: "separate", style },
      close: { kind: "close", style },
    };
    controls.set(style, control);
  }
  const start = tokens.length;
  tokens.push(control.open);
  let end = tokens.length;
  for (const item of items) {
    if (end > start + 1) tokens.push(control.separate);
    const itemStart = tokens.length;
    lower(item, isType, lowering);
    // An item that this target drops takes its separator along.
    if (tokens.length === itemStart) tokens.length = end;
    else end = tokens.length;
  }
  if (end > start + 1) tokens.push(control.close);
  else {
    tokens.length = start;
    if (style.open !== "") tokens.push(style.open + style.close);
  }
}
