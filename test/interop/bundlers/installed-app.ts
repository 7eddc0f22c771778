/** The sample app with thriftgen installed as it is published: its own exports, bundled from the sources. */
import { copyFileSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { bundleApi, bundlePlugins } from "../../../scripts/bundle.mjs";
import { createSampleApp, type SampleApp } from "../../plugins/sample-app.js";
import { repositoryRoot } from "../../support/shared.js";

export async function createInstalledApp(): Promise<SampleApp> {
  const app = await createSampleApp();
  const modules = join(app.root, "node_modules");
  const own = join(modules, "thriftgen");
  mkdirSync(own);
  copyFileSync(join(repositoryRoot, "package.json"), join(own, "package.json"));
  await Promise.all([
    bundleApi(join(own, "dist/index.js")),
    bundlePlugins(join(own, "dist/plugins")),
  ]);
  symlinkSync(join(repositoryRoot, "node_modules/unplugin"), join(modules, "unplugin"));
  return app;
}
