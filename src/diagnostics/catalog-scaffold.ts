/** What can be wrong with templates, and with the files of users that methods are added to. */
import { define } from "./catalog-entry.js";

export const scaffoldEntries = {
  "template-syntax": define<{ reason: string }>(
    "error",
    "SYNTAX",
    (p) => `This is not a Handlebars template: ${p.reason}.`,
  ),
  "template-value": define<{ name: string }>(
    "error",
    "UNKNOWN_NAME",
    (p) => `The template asks for "${p.name}", which it is not given.`,
  ),
  "template-method": define<{ reason: string }>(
    "error",
    "SYNTAX",
    (p) => `What the template makes cannot stand in the class: ${p.reason}`,
    "It has to give one method and nothing else.",
  ),
  "handler-syntax": define<{ reason: string }>(
    "error",
    "SYNTAX",
    (p) => `The file has a syntax error: ${p.reason}`,
    "Mend it first: nothing is added to a file that cannot be read.",
  ),
  "handler-class-missing": define<{ service: string; className: string }>(
    "error",
    "UNKNOWN_NAME",
    (p) => `No class here implements ${p.service}, and none is called ${p.className}.`,
    "Add implements to the class that handles the service, or name another file with -o.",
  ),
  "handler-unclear": define<{ reason: string }>(
    "error",
    "TYPE",
    (p) => `Which methods the class has cannot be told: ${p.reason}.`,
    "A method that is added might hide one that is there, so nothing is added.",
  ),
} as const;
