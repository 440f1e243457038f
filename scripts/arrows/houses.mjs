// The import rules, including type imports. A room may import every room that can be reached from it along the arrows,
// and no other. `pnpm arrows` checks the imports against these rules and draws them in docs/architecture.md.

/**
 * @typedef {object} House
 * @property {string} name the heading of the drawing
 * @property {string} folder where the rooms are
 * @property {Readonly<Record<string, string | readonly string[]>>} rooms the files and folders of each room
 * @property {Readonly<Record<string, readonly string[]>>} arrows the rooms next below each room
 */

/** The packages and apps of the repository. No app imports another. @type {Omit<House, "folder">} */
export const packages = {
  name: "packages",
  rooms: Object.fromEntries(
    [
      ...["codegen", "core", "pager", "trade", "futu", "moomoo", "limiter-redis", "sim", "table"],
      ...["test-kit"],
      ...[
        "apps/smoke",
        "apps/interop",
        "apps/reliability",
        "apps/docs-checks",
        "apps/bench",
        "apps/packaging",
        "apps/site",
        "examples",
      ],
    ].map((name) => [name, name]),
  ),
  arrows: {
    pager: ["core"],
    trade: ["core"],
    futu: ["pager"],
    moomoo: ["pager"],
    "limiter-redis": ["core"],
    sim: ["core"],
    table: ["core"],
    "apps/smoke": ["futu", "moomoo", "trade", "sim", "test-kit"],
    "apps/interop": ["test-kit"],
    "apps/reliability": ["futu", "moomoo", "sim", "test-kit"],
    "apps/docs-checks": ["sim", "test-kit"],
    "apps/packaging": ["futu", "sim"],
    "apps/bench": ["futu", "sim", "table", "test-kit"],
    examples: ["futu", "trade"],
  },
};

/** The rooms of packages that have any. @type {readonly House[]} */
export const houses = [
  {
    name: "core",
    folder: "packages/core/src",
    rooms: {
      entries: ["index.ts", "internal.ts", "internal", "columns.ts"],
      client: "client",
      reconnect: "reconnect",
      discovery: "discovery",
      platform: "platform",
      session: "session",
      schemas: "gen/schema",
      "enum-texts": "gen/enum-texts",
      schema: "schema",
      "plain-forms": "gen/plain",
      plain: "plain",
      protocols: "gen/protocols",
      push: "push",
      limits: "limits",
      telemetry: "telemetry",
      transport: "transport",
      protocol: "protocol",
      message: "message",
      wire: "wire",
      messages: "gen/messages",
      contract: "gen/contract",
      enums: "gen/enums",
      base: "base",
    },
    arrows: {
      entries: ["client", "schema"],
      client: ["reconnect", "plain"],
      reconnect: ["discovery"],
      discovery: ["platform"],
      platform: ["session"],
      session: ["protocols", "limits", "transport"],
      schemas: ["plain-forms", "enum-texts"],
      "enum-texts": ["schema"],
      schema: ["plain"],
      "plain-forms": ["plain", "protocols"],
      plain: ["protocol"],
      protocols: ["push", "messages"],
      push: ["telemetry"],
      limits: ["telemetry"],
      telemetry: ["protocol"],
      transport: ["wire", "enums"],
      protocol: ["message", "wire", "contract", "enums"],
      message: ["base"],
      wire: ["base"],
    },
  },
  {
    name: "pager",
    folder: "packages/pager/src",
    rooms: {
      entries: ["index.ts", "internal.ts", "paging-client.ts", "paginate.ts", "ask-pages.ts"],
      "daily-short-volume": "daily-short-volume",
      "fan-out": "fan-out",
      pages: "pages",
      errors: "errors",
    },
    arrows: {
      entries: ["daily-short-volume"],
      "daily-short-volume": ["fan-out"],
      "fan-out": ["pages"],
      pages: ["errors"],
    },
  },
  {
    name: "trade",
    folder: "packages/trade/src",
    rooms: { entries: ["index.ts"], account: "account", rows: "rows", requests: "requests", names: "names" },
    arrows: { entries: ["account"], account: ["rows"], rows: ["requests"], requests: ["names"] },
  },
  {
    name: "table",
    folder: "packages/table/src",
    rooms: {
      entries: ["index.ts"],
      writer: "writer",
      formats: "formats",
      targets: "targets",
      columns: "columns",
      errors: "errors",
    },
    arrows: {
      entries: ["writer"],
      writer: ["formats", "targets"],
      formats: ["columns"],
      targets: ["errors"],
      columns: ["errors"],
    },
  },
  {
    name: "sim",
    folder: "packages/sim/src",
    rooms: {
      entries: ["index.ts", "cli.ts"],
      cli: "cli",
      gateway: "gateway",
      wire: "wire",
      session: "session",
      schema: "schema",
      broker: "broker",
      market: "market",
      base: "base",
    },
    arrows: {
      entries: ["cli"],
      cli: ["gateway"],
      gateway: ["wire", "session", "schema", "broker"],
      schema: ["market"],
      broker: ["market"],
      wire: ["base"],
      session: ["base"],
      market: ["base"],
    },
  },
];
