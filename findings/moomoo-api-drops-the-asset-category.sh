#!/usr/bin/env bash
# moomoo-api 9.6.5608, the newest on npm, beside futu-api 10.11.7108, seen on 2026-12-01, Node 20.20.
#
# Margin and derivatives accounts of moomoo JP have to be asked for their funds and positions with an `assetCategory`. The
# package of moomoo itself does not know the field and leaves it out of the request without a word; the package of the
# sister brand sends it. moomoo's also lists the markets JP, MY and CA, but no brokers of these countries, so an account at
# one of them has a number for a broker. One would expect the package of a brand to serve the brand's own brokers.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

echo '{ "private": true }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts futu-api@10.11.7108 moomoo-api@9.6.5608

cat >program.cjs <<'JS'
const [name] = process.argv.slice(2);
const root = require(`${name}/proto.js`);
const C2S = root.lookupType("Trd_GetFunds.C2S");
const header = { trdEnv: 1, accID: 7, trdMarket: root.Trd_Common.TrdMarket.TrdMarket_JP };
const sent = C2S.decode(C2S.encode({ header, currency: 4, assetCategory: 1 }).finish());
console.log("funds:", Object.keys(sent.toJSON()).join(" "));
console.log("brokers:", Object.keys(root.Trd_Common.SecurityFirm).map((firm) => firm.split("_")[1]).join(" "));
JS

check() {
  local name=$1 expected=$2 seen
  seen=$(node program.cjs "$name")
  printf '%s\n%s\n' "$name" "$seen"
  [ "$seen" = "$expected" ] || { echo "this differs from what was seen: $expected" >&2; exit 1; }
}

check futu-api "funds: header currency assetCategory
brokers: Unknown FutuSecurities FutuInc FutuSG FutuAU FutuCA FutuMY FutuJP"
check moomoo-api "funds: header currency
brokers: Unknown FutuSecurities FutuInc FutuSG FutuAU"
