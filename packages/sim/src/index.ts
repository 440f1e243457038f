export type { Brand } from "./brands.js";
export * from "./faults/index.js";
export type { Gateway } from "./gateway.js";
export type { GatewayOptions } from "./gateway-options.js";
export { type HandledProtocol, type Handler, type HandlerContext, handle, type ReadRequest } from "./handler.js";
export { refuse } from "./refuse.js";
export type { ServerCertificate } from "./server-certificate.js";
export { startGateway } from "./start-gateway.js";
export type { Violation, ViolationKind } from "./violation.js";
