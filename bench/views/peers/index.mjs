/**
 * The formats that are read in place. Each `create…Peer(struct)` gives
 *   form               leaf conversion of plain values (see convert in ../../codec/schema.mjs)
 *   build(value)       bytes of the caller's own
 *   readBack(bytes)    a plain value, for the check
 *   scope, openText    text that opens the message `x` with what `target` has to have
 *   openRoot(bytes)    the same as a function
 *   path(v, path)      text of a field
 *   points             text of the list of points of `root`, and of a field of its item `i` where the list is `p`
 *   read(root)         the sum over all fields, where that is raced
 */
import { createCapnpEsPeer, createCapnpTsPeer } from "./capnp.mjs";
import { createFlatbuffersPeer } from "./flatbuffers.mjs";

export const peerFactories = {
  flatbuffers: createFlatbuffersPeer,
  "capnp-es": createCapnpEsPeer,
  "capnp-ts": createCapnpTsPeer,
};

export const peerNames = Object.keys(peerFactories);
