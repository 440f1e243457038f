// As the documentation of protobufjs says for bundles: without it 64-bit integers would be rounded.
import Long from "long";
import * as protobuf from "protobufjs/minimal.js";

protobuf.util.Long = Long;
protobuf.configure();
