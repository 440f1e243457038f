import { cleanText } from "@opend/core/internal";
import { type ConnectOptions, isOpendError, type PagingClient } from "@opend/futu";
import { diagnose, textOf } from "./diagnose.js";
import { examineClient } from "./examine-client.js";
import { findPlaces, type Place } from "./find-places.js";
import type { Finding } from "./finding.js";
import { lookAtPort, type PortLook } from "./look-at-port.js";
import type { Patient } from "./patient.js";

/** Says step by step what there is to see of the gateways of these brands. */
export async function* examine(patients: readonly Patient[], options: ConnectOptions): AsyncGenerator<Finding, void> {
  const { findings, places } = await findPlaces(patients, options);
  yield* findings;
  const looks = await Promise.all(places.map(async (place) => ({ place, look: await lookAt(place) })));
  for (const { place, look } of looks) yield describeLook(place, look);
  const open = looks.filter(({ look }) => look.does === "answers");
  const isNothingThere = looks.every(({ look }) => look.does === "refuses" || look.does === "is silent");
  if (places.length > 0 && isNothingThere) yield nothingThere(patients);
  const entries = await Promise.all(open.map(async ({ place }) => await enter(place, options)));
  const isIn = entries.some(({ client }) => client !== undefined);
  const seen = new Set<string>();
  for (const entry of entries) {
    const { client, patient, place, error } = entry;
    if (client !== undefined) yield* examineEntry(client, patient, seen);
    // Another way in is enough.
    else {
      const diagnosis = await diagnose(place, patient, error, options);
      yield { status: isIn ? "note" : "problem", about: "handshake", ...diagnosis };
    }
  }
}

interface Entry {
  readonly place: Place;
  readonly patient: Patient;
  readonly client?: PagingClient;
  readonly error?: unknown;
}

/** Connects as the first brand that the gateway does not refuse to be. */
async function enter(place: Place, options: ConnectOptions): Promise<Entry> {
  const [patient, ...others] = place.patients;
  if (patient === undefined) throw new Error("a place belongs to a brand");
  try {
    const client = await patient.connect({ ...options, url: place.url.href, reconnect: false });
    return { place, patient, client };
  } catch (error) {
    if (others.length === 0 || !isOpendError(error, "WrongGateway")) return { place, patient, error };
    return await enter({ ...place, patients: others }, options);
  }
}

/** Examines each brand's gateway once, however many ways lead to it. */
async function* examineEntry(
  client: PagingClient,
  { profile, brand }: Patient,
  seen: Set<string>,
): AsyncGenerator<Finding, void> {
  const isNew = !seen.has(brand);
  seen.add(brand);
  const text = `connected to ${profile.displayName} at ${client.gateway.endpoint}`;
  yield { status: "ok", about: "handshake", text, brand };
  try {
    if (isNew) for await (const finding of examineClient(client)) yield { ...finding, brand };
  } catch (error) {
    const todo = "look at OpenD's own window or log";
    yield { status: "problem", about: "gateway", text: textOf(error), todo, brand };
  } finally {
    await client.close();
  }
}

async function lookAt({ url }: Place): Promise<PortLook> {
  // A URL object leaves out the default port of its scheme.
  const port = Number(url.port) || (url.protocol === "wss:" ? 443 : 80);
  return await lookAtPort(url.hostname.replace(/^\[|\]$/g, ""), port);
}

function describeLook({ url, source, transport, patients: [patient] }: Place, look: PortLook): Finding {
  const about = "port";
  const place = `${url.protocol}//${url.host}`;
  const isTcp = transport === "tcp";
  const setting = `${isTcp ? "api_port" : "websocket_port"} in ${patient?.profile.configFileName}`;
  switch (look.does) {
    case "answers":
      return { status: "ok", about, text: `${place} answers (${source})` };
    case "refuses": {
      const why = isTcp ? "" : ": OpenD's WebSocket is off unless websocket_port is set";
      return { status: "note", about, text: `${place} refuses (${source})${why}` };
    }
    case "is silent":
      return { status: "note", about, text: `${place} is silent (${source})`, todo: "does a firewall stand between?" };
    case "cannot be reached": {
      if (look.code === "ENOTFOUND" || look.code === "EAI_AGAIN") {
        const text = `${place} has a name that this machine does not know (${source})`;
        const todo = "a name of Docker Compose is known in its network only: name the gateway with --url";
        return { status: "problem", about, text, todo };
      }
      const text = `${place} cannot be reached: ${look.code} (${source})`;
      return { status: "problem", about, text, todo: "is the address right, and the network there?" };
    }
    case "hangs up": {
      const text = `${place} accepts connections and closes them before their first byte (${source})`;
      const [ip, argument] = isTcp ? ["ip", "-api_ip"] : ["websocket_ip", "-websocket_ip"];
      const todo = `nothing listens behind this port. If OpenD runs in a container, set ${ip} (or ${argument}) to 0.0.0.0 there; else look whether it runs`;
      return { status: "problem", about, text, todo };
    }
    case "greets": {
      const greeting = cleanText(look.bytes.toString("utf8"), 40).trim();
      const text = `${place} is another program, which greets with ${JSON.stringify(greeting)} (${source})`;
      return { status: "problem", about, text, todo: `OpenD's port is ${setting}: name it with --url` };
    }
  }
}

function nothingThere(patients: readonly Patient[]): Finding {
  const names = patients.map(({ profile }) => profile.displayName).join(" or ");
  const variables = patients.map(({ profile }) => profile.env.url).join(" or ");
  const files = patients.map(({ profile }) => profile.configFileName).join(" or ");
  const todo = `start OpenD and log in. If it runs elsewhere, name it with --url or ${variables}; its port is api_port in ${files}`;
  return { status: "problem", about: "port", text: `no ${names} gateway answers`, todo };
}
