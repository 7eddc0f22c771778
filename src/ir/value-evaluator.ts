/** Evaluates one value of a file; all that it needs was evaluated before. */
import type { MapNode, ValueNode } from "../parser/ast.js";
import type { Span } from "../source.js";
import type { BindContext } from "./context.js";
import {
  resolveType,
  type ConstEntry,
  type ConstField,
  type ConstValue,
  type EnumType,
  type FieldDef,
  type ResolvedType,
  type StructDef,
  type Type,
} from "./definitions.js";
import { limits } from "./limits.js";
import type { FileScope } from "./scope.js";
import { readFieldName } from "./value-dependencies.js";
import type { ValueInterner } from "./value-interner.js";
import type { ValueNames } from "./value-names.js";
import {
  convertScalar,
  makeFromInteger,
  makeFromText,
  zeroValue,
  type ScalarPlace,
} from "./value-scalars.js";
import type { ValueSizes } from "./value-size.js";
import type { ValueSlot, ValueSlots } from "./value-slots.js";
import { describeNodeKind, describeType, describeValueKind } from "./value-text.js";

/** What all evaluations share. */
export interface ValueTools {
  readonly context: BindContext;
  readonly names: ValueNames;
  readonly slots: ValueSlots;
  readonly sizes: ValueSizes;
  readonly interner: ValueInterner;
}

/** Undefined stands for a failure that was reported. */
type Result = ConstValue | undefined;

export class ValueEvaluator {
  readonly #tools: ValueTools;
  readonly #scope: FileScope;
  #partsLeft = limits.valueSize;
  #isOverLimit = false;
  /** The constant whose value is evaluated: the value can't refer to it. */
  #constant: string | undefined;

  constructor(tools: ValueTools, scope: FileScope) {
    this.#tools = tools;
    this.#scope = scope;
  }

  /** The value of a constant or default. */
  evaluateSlot({ name, node, type }: ValueSlot): Result {
    // Defaults are called after what has them: `User.name`.
    this.#constant = name.includes(".") ? undefined : name;
    return this.evaluate(node, type);
  }

  /** Recursion is as deep as the syntax, which the parser bounds. */
  evaluate(node: ValueNode, type: Type): Result {
    const resolved = resolveType(type);
    if (resolved.kind === "error" || !this.#charge(1, node.span)) return undefined;
    if (node.kind === "identifier") return this.#evaluateName(node, resolved);
    if (isMalformed(node)) return undefined;
    const result = this.#evaluateLiteral(node, resolved);
    if (result !== "mismatch") return result && this.#boundDepth(result, node.span);
    const actual = describeNodeKind(node);
    const parameters = { expected: describeType(type), actual };
    this.#tools.context.sink.report("value-type", node.span, parameters);
    return undefined;
  }

  /** Reports once for the file that its values are too many. */
  reportOverLimit(span: Span): void {
    if (this.#isOverLimit) return;
    this.#isOverLimit = true;
    this.#tools.context.sink.report("values-too-large", span, { limit: limits.valueSize });
  }

  #evaluateLiteral(
    node: Exclude<ValueNode, { kind: "identifier" }>,
    type: ResolvedType,
  ): Result | "mismatch" {
    const place = this.#place(node.span);
    switch (node.kind) {
      case "boolean":
        // In Thrift true and false are other spellings of 1 and 0.
        if (type.kind === "bool") return { kind: "bool", value: node.value };
        return makeFromInteger(place, node.value ? 1n : 0n, type);
      case "integer":
        return makeFromInteger(place, node.value, type);
      case "double":
        if (type.kind !== "double") return "mismatch";
        if (!Number.isFinite(node.value)) {
          this.#tools.context.sink.report("double-overflow", node.span, {
            text: cutText(node.text),
          });
        }
        return { kind: "double", value: node.value };
      case "literal": {
        const result = makeFromText(place, node.value, type);
        if (result === "mismatch" || result === undefined) return result;
        return this.#charge(this.#tools.sizes.of(result).parts, node.span) ? result : undefined;
      }
      case "list":
        return this.#evaluateList(node.elements, type, node.span);
      case "map":
        return this.#evaluateMap(node, type);
      default:
        return node satisfies never;
    }
  }

  #evaluateList(nodes: readonly ValueNode[], type: ResolvedType, span: Span): Result | "mismatch" {
    if (type.kind === "list" || type.kind === "set") {
      const elements = nodes.map((node) => this.evaluate(node, type.element));
      const isWhole = elements.every((element) => element !== undefined);
      if (!isWhole) return undefined;
      if (type.kind === "list") return { kind: "list", elements };
      return {
        kind: "set",
        elements: this.#dropDuplicates(elements, (index) => nodes[index]?.span),
      };
    }
    if (nodes.length > 0 || (type.kind !== "map" && type.kind !== "struct")) return "mismatch";
    this.#tools.context.sink.report("mismatched-brackets", span, { expected: "{}" });
    if (type.kind === "map") return { kind: "map", entries: [] };
    return this.#makeStruct(type.def, [], span);
  }

  #evaluateMap(node: MapNode, type: ResolvedType): Result | "mismatch" {
    if (type.kind === "struct") return this.#evaluateStruct(node, type.def);
    if (type.kind === "map") {
      const entries = node.entries.map((entry): ConstEntry | undefined => {
        const key = this.evaluate(entry.key, type.key);
        const value = this.evaluate(entry.value, type.value);
        return key === undefined || value === undefined ? undefined : { key, value };
      });
      const isWhole = entries.every((entry) => entry !== undefined);
      return isWhole ? { kind: "map", entries: this.#dropDuplicateKeys(entries, node) } : undefined;
    }
    if (node.entries.length > 0 || (type.kind !== "list" && type.kind !== "set")) return "mismatch";
    this.#tools.context.sink.report("mismatched-brackets", node.span, { expected: "[]" });
    return { kind: type.kind, elements: [] };
  }

  #evaluateStruct(node: MapNode, def: StructDef): Result {
    const { context, names, slots } = this.#tools;
    const values = new Map<FieldDef, ConstValue>();
    const seen = new Set<FieldDef>();
    let isWhole = true;
    for (const entry of node.entries) {
      const { span } = entry.key;
      if (isMalformed(entry.key)) {
        isWhole = false;
        continue;
      }
      const name = readFieldName(this.#scope, entry.key, names, slots);
      const field = name === undefined ? undefined : names.fieldOf(def, name);
      if (field === undefined) {
        isWhole = false;
        if (name === undefined) {
          const actual = describeNodeKind(entry.key);
          context.sink.report("value-type", span, {
            expected: `the name of a field of ${def.name}`,
            actual,
          });
        } else if (!context.mayLackFields(def)) {
          const hint = context.suggestAmong(
            name,
            def.fields.map((known) => known.name),
          );
          context.sink.report("unknown-field", span, { struct: def.name, field: name }, { hint });
        }
        continue;
      }
      if (seen.has(field)) context.sink.report("duplicate-entry", span, { what: "field" });
      seen.add(field);
      const value = this.evaluate(entry.value, field.type);
      if (value === undefined) isWhole = false;
      else values.set(field, value);
    }
    if (!isWhole) return undefined;
    return this.#makeStruct(def, [...values], node.span);
  }

  #makeStruct(def: StructDef, given: readonly [FieldDef, ConstValue][], span: Span): Result {
    const { sink } = this.#tools.context;
    if (def.flavor === "union") {
      if (given.length !== 1) {
        sink.report("union-value-count", span, { union: def.name, count: given.length });
      }
      const fields = given.slice(-1).map(([field, value]) => ({ field, value }));
      return { kind: "struct", def, fields };
    }
    const fields = this.#fillStruct(def, new Map(given), span);
    return fields && { kind: "struct", def, fields };
  }

  /** The fields in declared order; those left out have their default or zero value, optional ones stay unset. */
  #fillStruct(
    def: StructDef,
    given: ReadonlyMap<FieldDef, ConstValue>,
    span: Span,
  ): readonly ConstField[] | undefined {
    const { context, names, slots } = this.#tools;
    const fields: ConstField[] = [];
    const missing: string[] = [];
    let isWhole = this.#charge(def.fields.length, span);
    for (const field of isWhole ? def.fields : []) {
      let value = given.get(field);
      if (value === undefined && field.requiredness !== "optional") {
        const slot = slots.defaults.get(field);
        const parts = slot?.value === undefined ? 0 : this.#tools.sizes.of(slot.value).parts;
        const isUsable =
          slot === undefined || (slot.value !== undefined && this.#charge(parts, span));
        isWhole &&= isUsable;
        value = slot?.value ?? zeroValue(resolveType(field.type), names);
        if (slot === undefined && field.requiredness === "required")
          missing.push(`"${field.name}"`);
      }
      if (value !== undefined) fields.push({ field, value });
    }
    if (missing.length > 0) {
      const shown = missing.length <= 5 ? missing : [...missing.slice(0, 5), "..."];
      const parameters = { struct: def.name, fields: shown.join(", ") };
      context.sink.report("missing-required-value", span, parameters);
    }
    return isWhole ? fields : undefined;
  }

  #evaluateName(node: ValueNode & { kind: "identifier" }, type: ResolvedType): Result {
    const { names, slots } = this.#tools;
    const name = names.find(this.#scope, node.name);
    if (type.kind === "enum" && name?.kind !== "const" && name?.def !== type.def) {
      const foreign = this.#readForeignMember(node, type);
      if (foreign !== undefined) return foreign;
    }
    if (name === undefined) {
      const expected = type.kind === "enum" ? type.def : undefined;
      names.reportUnknown(this.#scope, node, expected, this.#constant);
      return undefined;
    }
    if (name.kind === "member") {
      const { def, member } = name;
      return this.#convert({ kind: "enum", def, value: member.value, member }, type, node.span);
    }
    const value = slots.consts.get(name.def)?.value;
    // Charged before it is walked: a constant of constants may be far larger than its text.
    if (value === undefined || !this.#charge(this.#tools.sizes.of(value).parts, node.span))
      return undefined;
    return this.#convert(value, type, node.span);
  }

  /** Where an enum is wanted, Apache's compiler reads the part behind the last dot only, of two at most. */
  #readForeignMember(node: ValueNode & { kind: "identifier" }, type: EnumType): Result {
    const { context, names } = this.#tools;
    const dot = node.name.lastIndexOf(".");
    const isRead = dot >= 0 && node.name.split(".").length <= 3;
    const member = !isRead ? undefined : names.membersOf(type.def).get(node.name.slice(dot + 1));
    if (member === undefined) return undefined;
    const meant = `${names.nameOf(this.#scope, type.def)}.${member.name}`;
    context.sink.report("foreign-enum-value", node.span, { name: node.name, meant });
    return { kind: "enum", def: type.def, value: member.value, member };
  }

  /** A value that was made for another type, used where `type` is wanted. */
  #convert(value: ConstValue, type: Type, span: Span): Result {
    const result = this.#convertParts(value, resolveType(type), span);
    if (result !== "mismatch") return result;
    const parameters = { expected: describeType(type), actual: describeValueKind(value) };
    this.#tools.context.sink.report("value-type", span, parameters);
    return undefined;
  }

  #convertParts(value: ConstValue, type: ResolvedType, span: Span): Result | "mismatch" {
    switch (value.kind) {
      case "struct":
        return type.kind === "struct" && type.def === value.def ? value : "mismatch";
      case "list":
      case "set": {
        if (type.kind !== "list" && type.kind !== "set") return "mismatch";
        const elements = value.elements.map((element) =>
          this.#convert(element, type.element, span),
        );
        const isWhole = elements.every((element) => element !== undefined);
        if (!isWhole) return undefined;
        if (type.kind === "list" || value.kind === "set") return { kind: type.kind, elements };
        return { kind: "set", elements: this.#dropDuplicates(elements, () => span) };
      }
      case "map": {
        if (type.kind !== "map") return "mismatch";
        const entries: ConstEntry[] = [];
        for (const entry of value.entries) {
          const key = this.#convert(entry.key, type.key, span);
          const part = this.#convert(entry.value, type.value, span);
          if (key !== undefined && part !== undefined) entries.push({ key, value: part });
        }
        return entries.length === value.entries.length ? { kind: "map", entries } : undefined;
      }
      default:
        return convertScalar(this.#place(span), value, type);
    }
  }

  #place(span: Span): ScalarPlace {
    return { context: this.#tools.context, names: this.#tools.names, span };
  }

  /** False when the values of the file, written out, become too many. */
  #charge(parts: number, span: Span): boolean {
    this.#partsLeft -= parts;
    if (this.#partsLeft < 0) this.reportOverLimit(span);
    return this.#partsLeft >= 0;
  }

  #boundDepth(value: ConstValue, span: Span): Result {
    if (this.#tools.sizes.of(value).depth <= limits.valueDepth) return value;
    this.#tools.context.sink.report("value-too-deep", span, { limit: limits.valueDepth });
    return undefined;
  }

  /** Of equal items the first stays. */
  #dropDuplicates(
    elements: readonly ConstValue[],
    spanOf: (index: number) => Span | undefined,
  ): ConstValue[] {
    const seen = new Set<number>();
    return elements.filter((element, index) => {
      const id = this.#tools.interner.idOf(element);
      const isNew = !seen.has(id);
      if (!isNew)
        this.#tools.context.sink.report("duplicate-entry", spanOf(index), { what: "item" });
      seen.add(id);
      return isNew;
    });
  }

  /** Of entries with equal keys the last one's value stays, at the first one's place, as in a Map. */
  #dropDuplicateKeys(entries: readonly ConstEntry[], node: MapNode): ConstEntry[] {
    const byKey = new Map<number, ConstEntry>();
    entries.forEach((entry, index) => {
      const id = this.#tools.interner.idOf(entry.key);
      const span = node.entries[index]?.key.span;
      if (byKey.has(id)) this.#tools.context.sink.report("duplicate-entry", span, { what: "key" });
      byKey.set(id, entry);
    });
    return [...byKey.values()];
  }
}

/** It was reported, so nothing more is said about it. */
function isMalformed(node: ValueNode): boolean {
  return "isMalformed" in node && node.isMalformed === true;
}

function cutText(text: string): string {
  return text.length <= 40 ? text : `${text.slice(0, 37)}...`;
}
