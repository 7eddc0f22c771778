/**
 * What goes through the gateway. Clients and servers may know newer versions of these structs: fields that are not
 * declared here pass through untouched.
 */
struct Request {
  /** The gateway looks at it, and does not change it. */
  1: string tenant
  /** The gateway sets it, whatever the client sent. */
  2: optional string trace_id
  3: map<string, string> labels
  4: binary payload
}

struct Response {
  1: string served_by
  2: string trace_id
  3: i32 payload_size
}

service Backend {
  Response forward(1: Request request)
  oneway void report(1: string line)
}

/**
 * What `forward` has on the wire behind its name: a struct of its parameters. Services become interfaces of TypeScript
 * only, so the gateway, which wants a view of the parameters, declares their struct: ids and types as in the
 * function. `required` here is the gateway's own demand: a call without a request is refused.
 */
struct ForwardArgs {
  1: required Request request
}
