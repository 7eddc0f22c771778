/**
 * Every file of ../shared/corpus: what Apache 0.24 accepts compiles, its output and views type-check and load; what it does not
 * accept is refused at the line and with the class that stand in expectations.ts, or accepted for a reason there.
 */
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { compile, createNodeHost, type CompileResult, type Diagnostic } from "../../src/index.js";
import { importGenerated, writeGenerated, type GeneratedFile } from "../support/compile-module.js";
import { describeShared } from "../support/shared.js";
import { typecheck, typeScriptVersions } from "../support/typecheck.js";
import { acceptedHere, lenientFiles, refusals } from "./expectations.js";
import { corpusPath, readCorpus, type CorpusFile } from "./manifest.js";
import { canStripTypes, loadWithTypeStripping } from "./type-stripping.js";

/** Output by set and path; the files of a set share what they include. */
const outputs = new Map<string, Map<string, string>>();
const counts = { accepted: 0, lenient: 0, refused: 0, acceptedHere: 0, modules: 0, views: 0 };
const directories = new Map<string, string>();

describeShared("corpus", "corpus", () => {
  const files = readCorpus();
  const accepted = files.filter((file) => file.accept024);
  const others = files.filter((file) => !file.accept024);

  afterAll(() => {
    console.log(
      `corpus: ${counts.accepted} of ${accepted.length} accepted files compile ` +
        `(${counts.lenient} of them with --lenient), ${counts.modules} modules, ` +
        `${counts.views} of them views; of the other ` +
        `${others.length}, ${counts.refused} are refused and ${counts.acceptedHere} accepted`,
    );
  });

  test("there are 331 accepted files and 35 others", () => {
    expect([accepted.length, others.length]).toEqual([331, 35]);
  });

  test.each(accepted.map((file) => [file.path, file] as const))(
    "%s compiles",
    async (path, file) => {
      const strict = await compileFile(file, false);
      const reasons = errorsOf(strict).map((error) => error.class);
      // Apache lets these pass and cases/idl.json does not: refused, unless --lenient.
      expect(reasons).toEqual(lenientFiles.get(path) ?? []);
      const result = reasons.length === 0 ? strict : await compileFile(file, true);
      expect(errorsOf(result).map(describeDiagnostic)).toEqual([]);
      expect(result.files.length).toBeGreaterThan(0);
      if (reasons.length > 0) counts.lenient++;
      counts.accepted++;
      keepOutput(file.set, result.files, reasons.length > 0);
    },
  );

  test.each(others.map((file) => [file.path, file] as const))("%s", async (path, file) => {
    const result = await compileFile(file, false);
    const reason = acceptedHere.get(path);
    if (reason !== undefined) {
      expect(errorsOf(result).map(describeDiagnostic)).toEqual([]);
      counts.acceptedHere++;
      keepOutput(file.set, result.files, false);
      return;
    }
    const first = errorsOf(result)[0];
    if (first === undefined) expect.fail("accepted, and no reason is given");
    expect(describeDiagnostic(first)).toBe(refusals.get(path));
    expect(result.files).toEqual([]);
    counts.refused++;
  });

  test.each(typeScriptVersions)("the output of every set passes tsc %s", async (version) => {
    expect(await typecheck(version, writtenModules())).toEqual([]);
  });

  test("every module of the output loads", async () => {
    for (const [set, directory] of writeOutputs()) {
      for (const path of outputs.get(set)?.keys() ?? []) {
        await importGenerated(directory, path);
        counts.modules++;
        if (path.endsWith(".view.ts")) counts.views++;
      }
    }
    expect(counts.modules).toBeGreaterThan(600);
    expect(counts.views).toBeGreaterThan(300);
  });

  test.skipIf(!canStripTypes)("every module loads under Node's type stripping", async () => {
    expect(await loadWithTypeStripping(writtenModules())).toEqual([]);
  });
});

async function compileFile(file: CorpusFile, lenient: boolean): Promise<CompileResult> {
  return compile({
    files: [corpusPath(file.path)],
    host: createNodeHost(),
    root: corpusPath(file.set),
    includeDirs: file.includePaths.map(corpusPath),
    lenient,
    views: true,
  });
}

function errorsOf(result: CompileResult): readonly Diagnostic[] {
  return result.diagnostics.filter((diagnostic) => diagnostic.severity === "error");
}

/** `file:line CLASS`, the file relative to its own directory's set. */
function describeDiagnostic({ span, class: cls }: Diagnostic): string {
  if (span === undefined) return cls;
  const path = span.file.path.slice(span.file.path.lastIndexOf("/") + 1);
  return `${path}:${span.file.positionAt(span.start).line} ${cls}`;
}

/** The same file gives the same text, whoever includes it. */
function keepOutput(set: string, files: readonly GeneratedFile[], isLenient: boolean): void {
  const output = outputs.get(set) ?? new Map<string, string>();
  outputs.set(set, output);
  for (const { path, text } of files) {
    const before = output.get(path);
    if (before !== undefined && !isLenient) expect(text === before, path).toBe(true);
    if (before === undefined) output.set(path, text);
  }
}

/** Writes what the tests before collected, once. */
function writeOutputs(): ReadonlyMap<string, string> {
  expect(outputs.size).toBeGreaterThan(0);
  if (directories.size > 0) return directories;
  for (const [set, output] of outputs) {
    const files = [...output].map(([path, text]) => ({ path, text }));
    directories.set(set, writeGenerated(files));
  }
  return directories;
}

function writtenModules(): readonly string[] {
  return [...writeOutputs()].flatMap(([set, directory]) =>
    [...(outputs.get(set)?.keys() ?? [])].map((path) => join(directory, path)),
  );
}
