// Writes docs/protocols.md, and the tables of docs/trading.md that come from the schema.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { withOrderTables } from "../src/order-tables.ts";
import { protocolsPage } from "../src/protocols-page.ts";
import { readText, repository } from "../src/repository.ts";

writeFileSync(join(repository, "docs/protocols.md"), protocolsPage());
writeFileSync(join(repository, "docs/trading.md"), withOrderTables(readText("docs/trading.md")));
