// Writes docs/protocols.md.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { protocolsPage } from "../src/docs/protocols-page.ts";
import { repository } from "../src/docs/repository.ts";

writeFileSync(join(repository, "docs/protocols.md"), protocolsPage());
