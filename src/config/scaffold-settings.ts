/** Options of `scaffold` that a config file may hold too. */
import type { Option } from "./option-table.js";

/** Where handlers stand and what they are made from; of no meaning to `compile`. */
export interface ScaffoldSettings {
  /** `scaffold`: the directory of the handlers, or the file of the only one. */
  readonly handlers?: string | undefined;
  /** `scaffold`: a directory whose templates replace ours. */
  readonly templates?: string | undefined;
}

export const scaffoldSettings: readonly Option<keyof ScaffoldSettings>[] = [
  {
    key: "handlers",
    flag: "out",
    short: "o",
    kind: "text",
    placeholder: "PATH",
    isPath: true,
    group: "Input",
    summary: "directory of the handlers, or the handler's file itself",
  },
  {
    key: "templates",
    flag: "templates",
    kind: "text",
    placeholder: "DIR",
    isPath: true,
    group: "Output",
    summary: "take handler.hbs and handler-method.hbs from here, where it has them",
  },
];
