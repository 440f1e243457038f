#!/usr/bin/env bash
# futu-api 10.11.7108 and moomoo-api 9.6.5608, seen on 2026-11-30, Node 20.20.
#
# The official packages of the two brands cannot be loaded into one process. Both add their messages to
# `protobuf.roots.default`, which belongs to the copy of protobufjs that npm installs once for both. The second one
# throws `duplicate name 'RetType' in Namespace Common` while it is loaded. One would expect two packages that differ in
# brand and version to live side by side: someone with an account at each brand needs both.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

echo '{ "private": true }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts futu-api@10.11.7108 moomoo-api@9.6.5608

cat >program.cjs <<'JS'
for (const name of process.argv.slice(2)) {
  try {
    require(`${name}/proto.js`);
    console.log(`${name}: loaded`);
  } catch (error) {
    console.log(`${name}: ${error.message}`);
  }
}
JS

check() {
  local expected=$1 seen
  shift
  seen=$(node program.cjs "$@")
  echo "$seen"
  [ "$seen" = "$expected" ] || { echo "this differs from what was seen: $expected" >&2; exit 1; }
}

check "futu-api: loaded" futu-api
check "moomoo-api: loaded" moomoo-api
check $'futu-api: loaded\nmoomoo-api: duplicate name \'RetType\' in Namespace Common' futu-api moomoo-api
check $'moomoo-api: loaded\nfutu-api: duplicate name \'RetType\' in Namespace Common' moomoo-api futu-api
