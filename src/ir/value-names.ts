/** What the names in values stand for: constants and enum members. */
import type { IdentifierNode } from "../parser/ast.js";
import type { BindContext } from "./context.js";
import {
  resolveType,
  type ConstDef,
  type EnumDef,
  type EnumMemberDef,
  type FieldDef,
  type StructDef,
} from "./definitions.js";
import type { FileScope } from "./scope.js";

export type ValueName =
  | { readonly kind: "const"; readonly def: ConstDef }
  | { readonly kind: "member"; readonly def: EnumDef; readonly member: EnumMemberDef };

export class ValueNames {
  readonly #context: BindContext;
  readonly #members = new Map<EnumDef, ReadonlyMap<string, EnumMemberDef>>();
  readonly #fields = new Map<StructDef, ReadonlyMap<string, FieldDef>>();
  readonly #values = new Map<EnumDef, ReadonlyMap<number, EnumMemberDef>>();

  constructor(context: BindContext) {
    this.#context = context;
  }

  /** `NAME`, `file.NAME`, `Enum.MEMBER` or `file.Enum.MEMBER`. */
  find(scope: FileScope, name: string): ValueName | undefined {
    const dot = name.lastIndexOf(".");
    if (dot > 0) {
      const def = this.findEnum(scope, name.slice(0, dot));
      const member = def && this.membersOf(def).get(name.slice(dot + 1));
      if (def !== undefined && member !== undefined) return { kind: "member", def, member };
    }
    const def = scope.find("consts", name);
    return def && { kind: "const", def };
  }

  fieldOf(struct: StructDef, name: string): FieldDef | undefined {
    let fields = this.#fields.get(struct);
    if (fields === undefined) {
      // Reversed, so that of two fields with one name the first counts.
      fields = new Map(struct.fields.toReversed().map((field) => [field.name, field]));
      this.#fields.set(struct, fields);
    }
    return fields.get(name);
  }

  /** The first member with a value; others are aliases of it. */
  memberWithValue(def: EnumDef, value: number): EnumMemberDef | undefined {
    let members = this.#values.get(def);
    if (members === undefined) {
      members = new Map(def.members.toReversed().map((member) => [member.value, member]));
      this.#values.set(def, members);
    }
    return members.get(value);
  }

  /**
   * `expected` is the enum whose value is wanted, where one is: its members explain bare names. `except` can't be meant: the
   * constant whose value it is.
   */
  reportUnknown(
    scope: FileScope,
    node: IdentifierNode,
    expected: EnumDef | undefined,
    except: string | undefined,
  ): void {
    const { name } = node;
    const hint = this.#explain(scope, name, expected, except);
    this.#context.reportUnknown("unknown-constant", scope, name, node.span, { hint, except });
  }

  #explain(
    scope: FileScope,
    name: string,
    expected: EnumDef | undefined,
    except: string | undefined,
  ): string | undefined {
    if (expected !== undefined && this.membersOf(expected).has(name)) {
      return `Members are named with their enum: "${this.nameOf(scope, expected)}.${name}".`;
    }
    const dot = name.lastIndexOf(".");
    const def = dot > 0 ? this.findEnum(scope, name.slice(0, dot)) : expected;
    const members = def === undefined ? [] : this.membersOf(def).keys();
    const owner = dot > 0 ? name.slice(0, dot) : (expected?.name ?? "");
    return this.#context.suggest(scope, "consts", name, qualify(owner, members), except);
  }

  /** The enum as `scope` writes it. */
  nameOf(scope: FileScope, def: EnumDef): string {
    return def.file === scope.file ? def.name : `${def.file.prefix}.${def.name}`;
  }

  findEnum(scope: FileScope, name: string): EnumDef | undefined {
    const def = scope.find("types", name);
    if (def?.kind !== "typedef") return def?.kind === "enum" ? def : undefined;
    const target = resolveType(def.type);
    return target.kind === "enum" ? target.def : undefined;
  }

  membersOf(def: EnumDef): ReadonlyMap<string, EnumMemberDef> {
    let members = this.#members.get(def);
    if (members === undefined) {
      members = new Map(def.members.toReversed().map((member) => [member.name, member]));
      this.#members.set(def, members);
    }
    return members;
  }
}

/** One by one: most names that are unknown get no suggestion, and an enum may have many members. */
function* qualify(owner: string, members: Iterable<string>): Generator<string> {
  for (const member of members) yield `${owner}.${member}`;
}
