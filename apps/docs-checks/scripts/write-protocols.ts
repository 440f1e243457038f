// Writes docs/protocols.md.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { protocolsPage } from "../src/protocols-page.ts";
import { repository } from "../src/repository.ts";

writeFileSync(join(repository, "docs/protocols.md"), protocolsPage());
