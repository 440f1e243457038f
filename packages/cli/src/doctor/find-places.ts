import { type Candidate, findCandidates } from "@opend/core/internal";
import type { ConnectOptions } from "@opend/futu";
import { describeOptionsHere } from "../base/describe-options-here.js";
import type { Finding } from "./finding.js";
import type { Patient } from "./patient.js";

/** Where a gateway may be, and the brands that look there. */
export interface Place extends Pick<Candidate, "url" | "transport" | "source"> {
  readonly patients: readonly Patient[];
}

/** Where gateways may be, and what there is to say of the settings. */
export interface Places {
  readonly findings: readonly Finding[];
  readonly places: readonly Place[];
}

/** Finds the places of all brands, those for TCP first. Each place and each fault of the settings is there once. */
export async function findPlaces(patients: readonly Patient[], options: ConnectOptions): Promise<Places> {
  const findings = new Map<string, Finding>();
  const places = new Map<string, Place>();
  for (const patient of patients) {
    for (const name of Object.values(patient.profile.env)) {
      if (options.env?.[name]) findings.set(name, { status: "ok", about: "settings", text: `${name} is set` });
    }
  }
  for (const transport of transportsOf(options)) {
    for (const patient of patients) {
      try {
        const { candidates } = await findCandidates(patient.profile, { ...options, transport });
        for (const candidate of candidates) addPlace(places, candidate, patient);
      } catch (error) {
        const text = error instanceof Error ? error.message : String(error);
        const options = describeOptionsHere(text);
        const todo = `correct it, or name the gateway with --url${options ? `. ${options}` : ""}`;
        findings.set(text, { status: "problem", about: "settings", text, todo });
      }
    }
  }
  return { findings: [...findings.values()], places: [...places.values()] };
}

/** A URL names its transport. Else both are looked at, the usual one first. */
function transportsOf({ url }: ConnectOptions): readonly ConnectOptions["transport"][] {
  return url === undefined ? ["tcp", "websocket"] : [undefined];
}

function addPlace(places: Map<string, Place>, { url, transport, source }: Candidate, patient: Patient): void {
  const there = places.get(url.href);
  const named = source === "default port" ? `default port of ${patient.profile.displayName}` : source;
  const patients = [...(there?.patients ?? []), patient];
  places.set(url.href, { url, transport, source: there?.source ?? named, patients });
}
