/** examples/vite in headless Chromium: the page as it is built, and as the development server keeps it current. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium, type Browser, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { build, createServer, preview } from "vite";
import { chromiumPath } from "../support/engines.js";
import { repositoryRoot } from "../support/shared.js";

const example = join(repositoryRoot, "examples/vite");
const cache = join(repositoryRoot, ".cache");
mkdirSync(cache, { recursive: true });
/** In the repository, so that the page finds both packages as the example does. */
const root = mkdtempSync(join(cache, "vite-page-"));
const disposals: (() => Promise<unknown>)[] = [];
let browser: Browser;

beforeAll(async () => {
  cpSync(example, root, { recursive: true, filter: (path) => !path.endsWith("/dist") });
  browser = await chromium.launch({ executablePath: chromiumPath(), args: ["--no-sandbox"] });
  disposals.push(() => browser.close());
});

afterAll(async () => {
  for (const dispose of disposals.toReversed()) await dispose();
  rmSync(root, { recursive: true });
});

async function open(address: string | undefined): Promise<{ page: Page; failures: string[] }> {
  const page = await browser.newPage();
  const failures: string[] = [];
  page.on("pageerror", (error) => failures.push(String(error)));
  await page.goto(address ?? "about:blank");
  return { page, failures };
}

function readTracks(page: Page): Promise<string[]> {
  return page.locator("#tracks li").allTextContents();
}

const tracks = ["Air by Bach, 313 s", "Aria by unknown, 254 s"];

describe("the page", () => {
  it("shows what it encoded and decoded, as it is built", async () => {
    await build({ root, logLevel: "silent" });
    const server = await preview({
      root,
      logLevel: "silent",
      preview: { port: 0, host: "127.0.0.1" },
    });
    disposals.push(() => server.close());
    const { page, failures } = await open(server.resolvedUrls?.local[0]);
    await page.locator("#size", { hasText: "Morning: 85 bytes" }).waitFor();
    expect(await readTracks(page)).toEqual(tracks);
    expect(failures).toEqual([]);
  });

  it("follows an edited include, and shows its mistakes, as it is developed", async () => {
    const server = await createServer({
      root,
      logLevel: "silent",
      server: { port: 0, host: "127.0.0.1" },
    });
    disposals.push(() => server.close());
    await server.listen();
    const { page, failures } = await open(server.resolvedUrls?.local[0]);
    await page.locator("#size", { hasText: "Morning: 85 bytes" }).waitFor();
    expect(await readTracks(page)).toEqual(tracks);
    expect(failures).toEqual([]);
    const edit = (artist: string): void =>
      writeFileSync(
        join(root, "track.thrift"),
        `struct Track { 1: required string title, 2: required i32 seconds, 3: ${artist} }\n`,
      );
    edit('string artist = "nobody"');
    await page.locator("#tracks li", { hasText: "Aria by nobody" }).waitFor();
    edit("strng artist");
    await page.locator("vite-error-overlay", { hasText: 'Type "strng" is not defined' }).waitFor();
    edit('string artist = "somebody"');
    await page.locator("#tracks li", { hasText: "Aria by somebody" }).waitFor();
    writeFileSync(
      join(root, "track.thrift"),
      `include "later.thrift"
struct Track { 1: required string title, 2: required i32 seconds, 3: later.Artist artist = "them" }
`,
    );
    const overlay = { hasText: 'Included file "later.thrift" was not found' };
    await page.locator("vite-error-overlay", overlay).waitFor();
    writeFileSync(join(root, "later.thrift"), "typedef string Artist\n");
    await page.locator("#tracks li", { hasText: "Aria by them" }).waitFor();
  });
});
