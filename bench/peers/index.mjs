/**
 * The contenders. Each `create…Peer(struct)` gives
 *   name, note?          what to print
 *   form, plain          leaf conversions (see convert in ../codec/schema.mjs): our plain values
 *                        into what the peer encodes, and what it decodes back into plain values
 *   encode(value)        to bytes of the caller's own
 *   decode(bytes)        to full objects
 */
import { createAvscPeer } from "./avsc.mjs";
import { createJsonPeer } from "./json.mjs";
import { createMsgpackrPeer } from "./msgpackr.mjs";
import { createProtobufEsPeer } from "./protobuf-es.mjs";
import { createProtobufjsPeer } from "./protobufjs.mjs";
import { createThriftPeer } from "./thrift.mjs";
import { createV8Peer } from "./v8.mjs";

export const peerFactories = {
  thrift: createThriftPeer,
  protobufjs: createProtobufjsPeer,
  "protobuf-es": createProtobufEsPeer,
  msgpackr: createMsgpackrPeer,
  avsc: createAvscPeer,
  JSON: createJsonPeer,
  "v8.serialize": createV8Peer,
};

export const peerNames = Object.keys(peerFactories);
