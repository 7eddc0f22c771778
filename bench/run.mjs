/** `npm run bench -- <suite> [flags]`: codec, views, lists, socket, kitex, startup or watch. */
const suites = {
  codec: () => import("./codec/main.mjs").then((suite) => suite.runCodecSuite),
  views: () => import("./views/main.mjs").then((suite) => suite.runViewsSuite),
  lists: () => import("./lists/main.mjs").then((suite) => suite.runListsSuite),
  socket: () => import("./socket/main.mjs").then((suite) => suite.runSocketSuite),
  kitex: () => import("./kitex/main.mjs").then((suite) => suite.runKitexSuite),
  startup: () => import("./startup.mjs").then((suite) => suite.run),
  watch: () => import("./watch.mjs").then((suite) => suite.run),
};

const [name, ...args] = process.argv.slice(2);
if (!Object.hasOwn(suites, name ?? "")) {
  console.error(`Usage: npm run bench -- <${Object.keys(suites).join("|")}> [flags]`);
  process.exit(2);
}
const run = await suites[name]();
process.exitCode = (await run?.(args)) ?? 0;
