// The protobufjs documentation requires this for bundles. Without it, 64-bit integers would be rounded.
import Long from "long";
import * as protobuf from "protobufjs/minimal.js";

protobuf.util.Long = Long;
protobuf.configure();
