/** The JSON Schema of config files, from the same table that they are read by. */
import { defaultOptions } from "../options.js";
import type { Option } from "./option-table.js";
import { configOptions } from "./read-settings.js";

/** A JSON value. */
type Json = string | number | boolean | readonly Json[] | { readonly [key: string]: Json };

/** Draft 7, which editors read. What only a module can hold (`emitters`) is not in it. */
export function createConfigSchema(): { readonly [key: string]: Json } {
  const properties: Record<string, Json> = {
    $schema: { type: "string", description: "for completion in editors; not read" },
    files: {
      type: "array",
      items: { type: "string", minLength: 1 },
      description: "IDL files and globs, used when the command line names none",
    },
  };
  for (const option of configOptions) {
    const preset = presetOf(option);
    properties[option.key] = {
      description: describe(option),
      ...describeValue(option),
      ...(preset === undefined ? {} : { default: preset }),
    };
  }
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Config file of thriftgen",
    type: "object",
    properties,
    additionalProperties: false,
  };
}

/** The help shows options that are on by default in their `--no-` form. */
function describe(option: Option): string {
  const isNegative = option.kind === "flag" && option.isOnByDefault === true;
  return isNegative ? `false: ${option.summary}` : option.summary;
}

function describeValue(option: Option): { readonly [key: string]: Json } {
  switch (option.kind) {
    case "flag":
      return { type: "boolean" };
    case "text":
      return { type: "string", minLength: 1 };
    case "texts":
      return { type: "array", items: { type: "string", minLength: 1 } };
    case "number":
      return { type: "integer", minimum: option.minimum, maximum: option.maximum };
    case "choice":
      return option.bare === undefined
        ? { enum: option.values }
        : { enum: [true, false, ...option.values] };
    case "choices": {
      const values = option.values.join("|");
      return {
        anyOf: [
          { type: "array", items: { enum: option.values }, minItems: 1 },
          { type: "string", pattern: `^(?:${values})(?:\\+(?:${values}))*$` },
        ],
      };
    }
    default:
      return option satisfies never;
  }
}

function presetOf(option: Option): Json | undefined {
  const preset = Object.entries(defaultOptions).find(([key]) => key === option.key)?.[1];
  return Array.isArray(preset) ? [...preset] : preset;
}
