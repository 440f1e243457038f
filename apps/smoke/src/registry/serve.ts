// An npm registry on loopback, in a process of its own. It ends when its parent ends.
import type { AddressInfo } from "node:net";
import { runServer } from "verdaccio";

const [storage = "", uplink = ""] = process.argv.slice(2);

const server = await runServer({
  storage,
  self_path: storage,
  uplinks: { upstream: { url: uplink, timeout: "60s", maxage: "60m", max_fails: 10 } },
  packages: {
    // Our own packages never come from another registry.
    "@opend/*": { access: "$all", publish: "$all" },
    "**": { access: "$all", proxy: "upstream" },
  },
  auth: { htpasswd: { file: `${storage}/htpasswd`, max_users: -1 } },
  web: { enable: false },
  log: { type: "stdout", format: "pretty", level: "warn" },
  max_body_size: "50mb",
});
server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
process.once("disconnect", () => process.exit());
