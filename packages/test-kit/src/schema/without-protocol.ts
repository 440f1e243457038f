/** The schema files that are no protocol, and why. */
export const withoutProtocol: Readonly<Record<string, string>> = {
  Common: "shared types",
  Qot_Common: "shared types",
  Qot_OptionCommon: "shared types",
  Trd_Common: "shared types",
  SkillWrapAPI: "three pairs of messages under three ids; a protocol is one `Request` and one `Response`",
  TestCmd: "the official client has no id for it",
  Trd_Notify: "the official client has no id for it",
  Trd_ReconfirmOrder: "the official client has no id for it",
  UsedQuota: "the official client has no id for it",
  Verification: "the official client has no id for it",
};
