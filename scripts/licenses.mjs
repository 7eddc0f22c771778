/** The licences of the packages that a bundle contains, which it has to carry along. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** One text with the name, version and licence of every package among the inputs of esbuild metafiles. */
export function collectLicenses(root, metafiles) {
  const inputs = metafiles.flatMap((metafile) => Object.keys(metafile.inputs));
  const packages = new Set();
  for (const input of inputs) {
    const match = /^(?:.*\/)?node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input);
    if (match) packages.add(match[1]);
  }
  return [...packages]
    .toSorted()
    .map((name) => describePackage(root, name))
    .join("\n");
}

function describePackage(root, name) {
  const directory = join(root, "node_modules", name);
  const manifest = JSON.parse(readFileSync(join(directory, "package.json"), "utf8"));
  const file = readdirSync(directory).find((entry) => /^licen[cs]e/i.test(entry));
  const fallback = join(root, "LICENSE");
  // Some packages name the Apache licence without carrying its text, which is also ours.
  const path = file === undefined ? undefined : join(directory, file);
  const text =
    path !== undefined && existsSync(path)
      ? readFileSync(path, "utf8")
      : manifest.license === "Apache-2.0"
        ? readFileSync(fallback, "utf8")
        : undefined;
  if (text === undefined) throw new Error(`${name} has no licence text`);
  return `${name} ${manifest.version} (${manifest.license})\n\n${text.trim()}\n`;
}
