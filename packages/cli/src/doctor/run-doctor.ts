import { connect as connectFutu, profile as futuProfile } from "@opend/futu";
import { connect as connectMoomoo, profile as moomooProfile } from "@opend/moomoo";
import { startGateway } from "@opend/sim";
import type { Context } from "../base/context.js";
import { toClientOptions } from "../gateway/client-options.js";
import { jsonText } from "../output/terminal-data.js";
import { writeTo } from "../output/write-to.js";
import { examine } from "./examine.js";
import { describeFinding, type Finding } from "./finding.js";
import type { Patient } from "./patient.js";

const patients: readonly Patient[] = [
  { brand: "futu", profile: futuProfile, connect: connectFutu },
  { brand: "moomoo", profile: moomooProfile, connect: connectMoomoo },
];

/** The gateway does not work. What is wrong has been printed. */
class DoctorFailed extends Error {
  override readonly name = "DoctorFailed";
}

/** How long connecting and each request may take. A person is waiting. */
const patienceMs = 5000;

/** Says step by step what there is to see of the gateway, and what to do. Fails if no gateway works. */
export async function runDoctor(context: Context, { json }: { readonly json?: true }): Promise<void> {
  const { globals, io } = context;
  const options = {
    timeoutMs: patienceMs,
    connectTimeoutMs: patienceMs,
    ...(await toClientOptions(context)),
    log: "off",
  } as const;
  const simulator = globals.demo ? await startGateway({ brand: globals.brand ?? "futu" }) : undefined;
  const own = simulator ? { ...options, env: {}, url: simulator.tcpUrl } : options;
  const asked = patients.filter(({ brand }) => globals.brand === undefined || brand === globals.brand);
  const isUnicode = /utf-?8/i.test(`${io.env["LC_ALL"] ?? ""}${io.env["LC_CTYPE"] ?? ""}${io.env["LANG"] ?? "UTF-8"}`);
  const findings: Finding[] = [];
  try {
    for await (const finding of examine(asked, own)) {
      findings.push(finding);
      if (!json) await writeTo(io.stdout, `${describeFinding(finding, isUnicode)}\n`);
    }
  } finally {
    await simulator?.close();
  }
  if (json) await writeTo(io.stdout, jsonText(findings, io.stdout));
  const works = asked.some(({ brand }) => {
    const own = findings.filter((finding) => finding.brand === brand);
    return own.length > 0 && own.every(({ status }) => status !== "problem");
  });
  if (!works) throw new DoctorFailed("no gateway works: see what to do above");
}
