import type { Client } from "@opend/futu";
import { GetUserInfo } from "@opend/futu/protocols";

/** Says so when nothing here is real: the simulator's user is named "Futu simulation". Goes to stderr, apart from the data. */
export async function warnIfSimulated(client: Client): Promise<void> {
  const { nickName } = await client.call(GetUserInfo, {});
  if (nickName?.endsWith(" simulation")) console.error("SIMULATED DATA: nothing below comes from a market.");
}
