/**
 * Stands for every module that touches a disk in the bundle for browsers (scripts/bundle.mjs): the API is the same
 * there, and what cannot work says why.
 */
import { HostError } from "./host.js";

function refuse(): never {
  throw new HostError(
    "",
    "a browser has no disk: give createMemoryHost as host, and take the files from the result",
  );
}

/** Rejects where callers expect a promise. */
function refuseLater(): Promise<never> {
  return new Promise(refuse);
}

export {
  refuse as compareFiles,
  refuse as comparePlacedFiles,
  refuse as createNodeHost,
  refuse as createWatcher,
  refuse as expandFiles,
  refuse as listConfigFiles,
  refuseLater as loadConfig,
  refuseLater as loadPrettier,
  refuseLater as writeFiles,
  refuseLater as writePlacedFiles,
};
