/** What views of unions have of their own: one slot, for the member that is there. */
import { callRuntime, takeNames, type CodecSite } from "../codec/site.js";
import {
  block,
  classMethod,
  code,
  typeOnly,
  type Identifier,
  type Printable,
} from "../print/index.js";
import { emitDispatch } from "./dispatch.js";
import { emitReadAt } from "./read-value.js";
import { emitLevel } from "./scan.js";
import type { ViewField, ViewSite } from "./site.js";
import { emitSkip } from "./skip-value.js";
import { emitViewType, hasView } from "./view-types.js";

export function emitMemberGetter(codec: CodecSite, { field, index }: ViewField): Printable {
  const value = emitReadAt(codec, field.type, code`this.$message`, code`this.$slot`);
  const member = hasView(field.type)
    ? code`(this.$child ??= ${value})${typeOnly` as ${emitViewType(field.type, codec.context)}`}`
    : value;
  return code`
    if (this.$end <= 0) this.$scan();
    return this.$member === ${index} ? ${member} : undefined;
  `;
}

export function emitMemberSetter(
  codec: CodecSite,
  index: number,
  x: Identifier,
  kind: Printable,
): Printable {
  const at = code`${index}`;
  const set = callRuntime(codec, "setField", code`this`, code`this.$slotOf(${at})`, at, x, kind);
  return code`this.$setMember(${at}, ${set});`;
}

/** A scan that failed before has found some. */
const none = code`
  this.$member = -1;
  this.$slot = 0;
`;

/** A union is its last member, as in `decode`. Never lazy: a member is known when all are. */
export function emitUnionScan(site: ViewSite): Printable {
  const { codec, fields } = site;
  const scope = codec.writer.scope();
  const m = scope.name("m");
  const { h } = takeNames(scope, "h");
  const cases = fields.map(({ field, index }) => ({
    field,
    body: block(code`
      ${callRuntime(codec, "placeMember", code`this`, m, code`${index}`)};
      ${emitSkip(codec, field.type, m)};
    `),
  }));
  const unknown = code`${callRuntime(codec, "skipUnknown", code`this`, m, h)};`;
  return classMethod({
    key: code`$scan`,
    isOverride: true,
    parameters: [],
    returns: code`void`,
    body: code`
      const ${m} = ${callRuntime(codec, "beginScan", code`this`, code`-1`)};
      if (${m} === undefined) return;
      ${none}
      ${emitLevel(site, m)}
      for (let ${h} = 0; (${h} = ${callRuntime(codec, "nextField", m)}) !== 0; ) ${block(emitDispatch(h, cases, unknown))}
      ${callRuntime(codec, "endScan", code`this`, m)};
    `,
  });
}
