import { loadOfficial, type OfficialModule } from "../harness/connect-official.js";
import { readSettings, serveRounds } from "../harness/serve-rounds.js";

const { module } = readSettings<{ readonly module: OfficialModule }>();

await serveRounds(async () => {
  const { default: Client } = await loadOfficial(module);
  return { check: Client.name };
});
