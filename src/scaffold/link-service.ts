/** From IDL files to one service of theirs, without any output. */
import type { DiagnosticSink } from "../diagnostics/diagnostic.js";
import { createContext, type EmitContext } from "../emitters/emitter.js";
import { createNames } from "../emitters/names.js";
import { planOutputPaths } from "../emitters/paths.js";
import type { Host } from "../host.js";
import type { Program, ServiceDef } from "../ir/definitions.js";
import { linkProgram, type LoadOptions } from "../link.js";
import type { CompilerOptions } from "../options.js";
import { suggestName } from "../suggest.js";

export interface LinkRequest extends LoadOptions {
  readonly host: Host;
}

export interface LinkedProgram {
  readonly program: Program;
  readonly context: EmitContext;
}

/** Undefined where the IDL has errors, which are then in the sink. Throws a HostError where a named file is missing. */
export function linkFiles(
  request: LinkRequest,
  options: CompilerOptions,
  sink: DiagnosticSink,
): LinkedProgram | undefined {
  const { program } = linkProgram({ ...request, ...options }, request.host, sink);
  if (program === undefined) return undefined;
  const context = createContext(
    options,
    createNames(options),
    planOutputPaths(program, options, sink),
  );
  return sink.hasErrors ? undefined : { program, context };
}

/** The service that was asked for does not exist, or several do. */
export class UnknownServiceError extends Error {
  readonly hint: string;

  constructor(message: string, hint: string) {
    super(message);
    this.name = "UnknownServiceError";
    this.hint = hint;
  }
}

/** `Users`, or `user.Users` where several files have one. Services of the named files come before included ones. */
export function findService(program: Program, wanted: string): ServiceDef {
  const services = program.files.flatMap((file) =>
    file.definitions.filter((definition) => definition.kind === "service"),
  );
  const fitting = services.filter((service) => isCalled(service, wanted));
  const named = fitting.filter((service) => service.file.isMain);
  const [found, other] = named.length > 0 ? named : fitting;
  if (found === undefined) throw describeUnknown(services, wanted);
  if (other === undefined) return found;
  const choices = [found, other].map((service) => `${service.file.prefix}.${service.name}`);
  throw new UnknownServiceError(
    `${found.file.source.path} and ${other.file.source.path} both have a service ${wanted}`,
    choices[0] === choices[1]
      ? "Name one IDL file only."
      : `Name one of them: ${choices.join(" or ")}.`,
  );
}

function isCalled(service: ServiceDef, wanted: string): boolean {
  return service.name === wanted || `${service.file.prefix}.${service.name}` === wanted;
}

function describeUnknown(services: readonly ServiceDef[], wanted: string): Error {
  const names = services.map((service) => service.name);
  const near = suggestName(wanted, names);
  const listed = names.slice(0, 10).join(", ");
  if (near !== undefined) {
    return new UnknownServiceError(`there is no service ${wanted}`, `Did you mean ${near}?`);
  }
  return new UnknownServiceError(
    `there is no service ${wanted}`,
    names.length === 0 ? "The IDL has no service at all." : `The services are ${listed}.`,
  );
}
