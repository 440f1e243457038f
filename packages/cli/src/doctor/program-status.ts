import type { Common } from "@opend/core/protocols";
import type { Finding } from "./finding.js";

const where = "type this in OpenD's own window or console, or at its Telnet port (telnet_port)";
const again = "wait a moment, and run this again";

// As the official schema spells them: cspell:ignore Loging Nessary
/** What OpenD waits for, and what to do about it. Absent: it is ready. Source: documentation page "Operation Command". */
const steps: Partial<Record<Common.ProgramStatusTypeName, Pick<Finding, "text" | "todo">>> = {
  Loaded: { text: "OpenD has started, and has not logged in yet", todo: again },
  Loging: { text: "OpenD is logging in", todo: again },
  NeedPicVerifyCode: {
    text: "OpenD waits for the code in a picture",
    todo: `${where}: input_pic_verify_code -code=1234, with the code in PicVerifyCode.png of its data folder. req_pic_verify_code makes a new picture`,
  },
  NeedPhoneVerifyCode: {
    text: "OpenD waits for the code that it had sent by text message",
    todo: `${where}: input_phone_verify_code -code=123456, with your code. req_phone_verify_code sends another one, once a minute`,
  },
  LoginFailed: {
    text: "OpenD could not log in",
    todo: `correct login_account and login_pwd_md5, and start it again; or ${where}: relogin -login_pwd_md5=…`,
  },
  ForceUpdate: { text: "this version of OpenD is too old", todo: "install the newest one" },
  NessaryDataPreparing: { text: "OpenD is fetching what it needs", todo: again },
  NessaryDataMissing: {
    text: "OpenD lacks data that it needs",
    todo: "is Appdata.dat in the folder of the program? Is the network there? Then start it again",
  },
  UnAgreeDisclaimer: {
    text: "the agreement for OpenD is not accepted yet",
    todo: "accept it on the website that OpenD's own window or console names, and start it again",
  },
  ForceLogout: {
    text: "OpenD was logged out, for example because the password changed",
    todo: `${where}: relogin, with -login_pwd_md5=… if the password changed`,
  },
  DisclaimerPullFailed: {
    text: "OpenD could not find out whether the agreement is accepted",
    todo: "look at its network, and start it again",
  },
};

/** What an OpenD that is not ready waits for. Undefined when it is ready, or does not say. */
export function statusFinding(type: string | number | undefined, description: string | undefined): Finding | undefined {
  const known: Readonly<Record<string, Pick<Finding, "text" | "todo"> | undefined>> = steps;
  const step = known[String(type)];
  if (step === undefined) return undefined;
  const said = description ? ` (it says: ${description})` : "";
  return { status: "problem", about: "login", ...step, text: `${step.text}${said}` };
}
