/** Handlers made without the command line: files in, text out. */
import { loadTsMorph } from "../../src/host-ts-morph.js";
import { createMemoryHost } from "../../src/host.js";
import {
  scaffoldHandler,
  templateNames,
  type ScaffoldResult,
  type UserTemplates,
} from "../../src/scaffold/index.js";
import { SourceFile } from "../../src/source.js";
import { repositoryRoot } from "../support/shared.js";
import type { TestOptions } from "../support/compile-module.js";

export interface ScaffoldInput {
  /** IDL files, the first of which is named; templates by their names; a handler that ends in `.handler.ts`. */
  readonly files: Readonly<Record<string, string>>;
  /** Default: the one that the first file declares first. */
  readonly service?: string;
  /** Where the handler stands; what it imports is looked for from there. */
  readonly directory?: string;
  readonly options?: TestOptions;
}

export async function scaffold(input: ScaffoldInput): Promise<ScaffoldResult> {
  const { files, directory = "/project", options = {} } = input;
  const [main = ""] = Object.keys(files);
  const handler = Object.keys(files).find((path) => path.endsWith(".handler.ts"));
  const text = handler === undefined ? undefined : files[handler];
  const templates = templateNames.flatMap((name) => {
    const template = files[name];
    return template === undefined ? [] : [[name, new SourceFile(name, template)] as const];
  });
  return scaffoldHandler({
    ...options,
    files: [main],
    host: createMemoryHost(files),
    service: input.service ?? /^service (\S+)/m.exec(files[main] ?? "")?.[1] ?? "",
    genDir: `${directory}/gen`,
    locate: (service) => ({
      path: `${directory}/${handler ?? `${service.toLowerCase()}.handler.ts`}`,
      file: text === undefined ? undefined : new SourceFile(handler ?? "", text),
    }),
    templates: Object.fromEntries(templates) as UserTemplates,
    loadTsMorph: () => loadTsMorph(repositoryRoot),
  });
}

/** The text without what was added; it has to be the text that was there. */
export function removeAdded({ handler }: ScaffoldResult): string | undefined {
  if (handler?.insertions === undefined) return undefined;
  let { text } = handler;
  let shift = 0;
  for (const { offset, text: added } of handler.insertions.toSorted(
    (a, b) => a.offset - b.offset,
  )) {
    if (handler.text.slice(offset + shift, offset + shift + added.length) !== added)
      return undefined;
    text = text.slice(0, offset) + text.slice(offset + added.length);
    shift += added.length;
  }
  return text;
}
