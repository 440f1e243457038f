#!/usr/bin/env bash
# protobufjs 6.11.4 (which futu-api 10.11 is built on), 7.6.6 and 8.8.1, seen on 2026-11-30, Node 20.20.
#
# A 64-bit field that holds a bigint, such as the id of a trading account, is written as 0 by `encode`, without an error.
# One would expect the id, or an exception. `fromObject` is no way out in 6.11.4: beside the `long` 4 that npm installs with
# it, it makes a 0 of the id too. In 7.6.6 and 8.8.1 (with `long` 5) it keeps the id, and `encode` alone still writes 0. A text
# is written as it is in every version.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >program.cjs <<'JS'
const protobuf = require("protobufjs");
const Header = new protobuf.Type("Header").add(new protobuf.Field("accID", 1, "uint64"));
new protobuf.Root().add(Header);
const read = (bytes) => Header.toObject(Header.decode(bytes), { longs: String, defaults: true }).accID;
const id = "281756460277401516";
console.log("text", read(Header.encode({ accID: id }).finish()));
console.log("bigint", read(Header.encode({ accID: BigInt(id) }).finish()));
console.log("fromObject", read(Header.encode(Header.fromObject({ accID: BigInt(id) })).finish()));
JS

check() {
  local version=$1 seen expected=$2
  echo '{ "private": true }' >package.json
  npm install --silent --no-audit --no-fund --ignore-scripts "protobufjs@$version"
  seen=$(node program.cjs)
  printf 'protobufjs %s\n%s\n' "$version" "$seen"
  [ "$seen" = "$expected" ] || { echo "this differs from what was seen: $expected" >&2; exit 1; }
}

check 6.11.4 $'text 281756460277401516\nbigint 0\nfromObject 0'
check 7.6.6 $'text 281756460277401516\nbigint 0\nfromObject 281756460277401516'
check 8.8.1 $'text 281756460277401516\nbigint 0\nfromObject 281756460277401516'
