/** `(value, options) => encodeStruct(...)` and its like: the runtime's verbs, given the struct's own functions. */
import { resolveType, type StructDef } from "../../ir/definitions.js";
import type { CompanionVerbs } from "../emitter.js";
import {
  code,
  functionDeclaration,
  globalRef,
  nothing,
  parenthesized,
  typeOnly,
  unionType,
  type Parameter,
  type Printable,
} from "../print/index.js";
import { isAllOptional } from "../types/members.js";
import { comparedOf, inputOf } from "./places.js";
import { callRuntime, type CodecSite } from "./site.js";
import { isNested } from "./structs.js";
import { holdsTypedLists } from "./typed-lists.js";

interface VerbRow {
  readonly runtime: string;
  /** The struct's functions that the runtime's verb takes first. */
  readonly functions: readonly ("write" | "read" | "size" | "info" | "create" | "equal")[];
  readonly parameters: readonly (
    | "value"
    | "source"
    | "reader"
    | "target"
    | "offset"
    | "encodeOptions"
    | "decodeOptions"
    | "input"
    | "a"
    | "b"
  )[];
  readonly returns: "bytes" | "block" | "value" | "number" | "boolean";
  /** The name of the function in classes where that of the verb is taken. */
  readonly role?: string;
}

const rows: Readonly<Record<keyof CompanionVerbs, VerbRow>> = {
  encode: {
    runtime: "encodeStruct",
    functions: ["write", "info"],
    parameters: ["value", "encodeOptions"],
    returns: "bytes",
  },
  encodePooled: {
    runtime: "encodePooledStruct",
    functions: ["write", "info"],
    parameters: ["value", "encodeOptions"],
    returns: "block",
  },
  decode: {
    runtime: "decodeStruct",
    functions: ["read", "info"],
    parameters: ["source", "decodeOptions"],
    returns: "value",
  },
  byteLength: {
    runtime: "measureStruct",
    functions: ["size", "write", "info"],
    parameters: ["value", "encodeOptions"],
    returns: "number",
  },
  fastWrite: {
    runtime: "fastWriteStruct",
    functions: ["write", "info"],
    parameters: ["value", "target", "offset", "encodeOptions"],
    returns: "number",
  },
  fastRead: {
    runtime: "fastReadStruct",
    functions: ["read", "info"],
    parameters: ["reader"],
    returns: "value",
  },
  create: {
    runtime: "createStruct",
    functions: ["create"],
    parameters: ["input"],
    returns: "value",
    role: "copy",
  },
  equals: {
    runtime: "equalStruct",
    functions: ["equal"],
    parameters: ["a", "b"],
    returns: "boolean",
  },
};

/** Its size function is for structs that hold it; bundlers drop it where there are none. */
const measuredByWriting: VerbRow = {
  runtime: "measureWritten",
  functions: ["write", "info"],
  parameters: ["value", "encodeOptions"],
  returns: "number",
};

/** Does not copy long messages, and takes whether binary and strings are copied. */
const decodedLarge: VerbRow = { ...rows.decode, runtime: "decodeLarge" };

/** Takes an arena too. */
const decodedTyped: VerbRow = { ...rows.decode, runtime: "decodeTyped" };

/** Asking for more structs than this, for every struct of a file, would take long. */
const maximumAsked = 16;
/** Strings that a message may have before it asks for windows: small messages do without the question, which takes 10 ns. */
const fewTexts = 4;

/** What the options of `decode` are about, in a struct and those in it. */
interface Contents {
  /** Neither containers nor binary: nothing whose size is known without looking at all of it. */
  readonly isPlain: boolean;
  /** More than a few strings, which windows are for: one takes as long as four strings do without. */
  readonly hasTexts: boolean;
}

function findContents(struct: StructDef): Contents {
  const asked = new Set([struct]);
  let texts = 0;
  let isTwice = false;
  // A set's iteration goes on to what is added meanwhile.
  for (const { fields } of asked) {
    for (const field of fields) {
      const type = resolveType(field.type);
      if (type.kind === "string") texts += 1;
      if (type.kind === "struct") {
        isTwice ||= asked.has(type.def);
        asked.add(type.def);
      }
      if (["list", "set", "map", "binary"].includes(type.kind) || asked.size > maximumAsked)
        return { isPlain: false, hasTexts: true };
    }
  }
  // What stands twice, or in itself, has its strings as often.
  return { isPlain: true, hasTexts: texts > (isTwice ? 0 : fewTexts) };
}

export function emitVerbs(site: CodecSite, struct: StructDef): CompanionVerbs {
  const { context } = site;
  const parameters = listParameters(site, struct);
  const returns: Readonly<Record<VerbRow["returns"], Printable>> = {
    bytes: globalRef("Uint8Array"),
    block: context.runtime("Block"),
    value: context.reference(struct),
    number: code`number`,
    boolean: code`boolean`,
  };
  const emitVerb = (verb: keyof CompanionVerbs): Printable => {
    const row = rowOf(verb, struct);
    const taken = row.parameters.map((parameter) => parameters[parameter]);
    const functions = row.functions.map((role) => context.internal(struct, role));
    const items = [...functions, ...taken.map((parameter) => parameter.name)];
    const work = callRuntime(site, row.runtime, ...items);
    // A companion's verbs stand in it, which is shorter; static methods of classes call functions.
    if (struct.flavor !== "exception") return emitArrow(taken, returns[row.returns], work);
    const name = context.declaredInternal(struct, row.role ?? verb);
    site.writer.add(
      functionDeclaration({
        name,
        parameters: taken,
        returns: returns[row.returns],
        body: code`return ${work};`,
      }),
    );
    return name;
  };
  return {
    encode: emitVerb("encode"),
    encodePooled: emitVerb("encodePooled"),
    decode: emitVerb("decode"),
    byteLength: emitVerb("byteLength"),
    fastWrite: emitVerb("fastWrite"),
    fastRead: emitVerb("fastRead"),
    // Without structs in it nothing is deep, and its functions are the verbs.
    create: isNested(struct) ? emitVerb("create") : emitFunction(site, struct, "create"),
    equals: isNested(struct) ? emitVerb("equals") : emitFunction(site, struct, "equal"),
  };
}

function rowOf(verb: keyof CompanionVerbs, struct: StructDef): VerbRow {
  if (verb !== "decode" && verb !== "byteLength") return rows[verb];
  const { isPlain, hasTexts } = findContents(struct);
  if (verb === "byteLength") return isPlain ? measuredByWriting : rows.byteLength;
  if (holdsTypedLists(struct)) return decodedTyped;
  return isPlain && !hasTexts ? rows.decode : decodedLarge;
}

/** `User$create as typeof User$create`: its type can be told from this file alone (isolatedDeclarations). */
function emitFunction(site: CodecSite, struct: StructDef, role: "create" | "equal"): Printable {
  const name = site.context.internal(struct, role);
  // Static methods call it.
  return struct.flavor === "exception" ? name : code`${name}${typeOnly` as typeof ${name}`}`;
}

/** `(value: User.Input): number => work`. */
function emitArrow(
  parameters: readonly Parameter[],
  returns: Printable,
  work: Printable,
): Printable {
  const list = parameters.map(
    ({ name, type, optional }) =>
      code`${name}${optional === true ? typeOnly`?` : nothing}${typeOnly`: ${type}`}`,
  );
  return code`${parenthesized(list)}${typeOnly`: ${returns}`} => ${work}`;
}

function listParameters(
  site: CodecSite,
  struct: StructDef,
): Readonly<Record<VerbRow["parameters"][number], Parameter>> {
  const { context } = site;
  const scope = site.writer.scope();
  const place = unionType([globalRef("Uint8Array"), context.runtime("Block")]);
  const options = { name: scope.name("options"), optional: true };
  return {
    value: { name: scope.name("value"), type: inputOf(struct, site) },
    source: { name: scope.name("source"), type: place },
    reader: { name: scope.name("reader"), type: context.runtime("Reader") },
    target: { name: scope.name("target"), type: place },
    offset: { name: scope.name("offset"), type: code`number` },
    encodeOptions: { ...options, type: context.runtime("EncodeOptions") },
    decodeOptions: { ...options, type: context.runtime("DecodeOptions") },
    input: {
      name: scope.name("input"),
      type: inputOf(struct, site),
      optional: isAllOptional(struct),
    },
    a: { name: scope.name("a"), type: comparedOf(struct, site) },
    b: { name: scope.name("b"), type: comparedOf(struct, site) },
  };
}
