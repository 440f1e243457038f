import { Common } from "@opend/core/protocols";

/** Whose gateway is simulated. */
export type Brand = "futu" | "moomoo";

/** What the simulated gateways of the brands differ in. */
export interface BrandFacts {
  /** The brand as people write it. */
  readonly displayName: string;
  /** What `GetUserInfo` says of the app that the gateway belongs to. */
  readonly isAppNNOrMM: boolean;
  /** Where the simulated user registered. */
  readonly userAttribution: Common.UserAttribution;
  /** The ports that the command uses unless told otherwise. */
  readonly defaultPorts: { readonly tcp: number; readonly websocket: number };
}

/** Every brand, in the order in which the command starts them. */
export const brands: Readonly<Record<Brand, BrandFacts>> = {
  futu: {
    displayName: "Futu",
    isAppNNOrMM: true,
    userAttribution: Common.UserAttribution.UserAttribution_NN,
    defaultPorts: { tcp: 11111, websocket: 33333 },
  },
  moomoo: {
    displayName: "moomoo",
    isAppNNOrMM: false,
    userAttribution: Common.UserAttribution.UserAttribution_MM,
    // A real moomoo gateway has the ports of Futu's. Here they differ, so that both can run on one machine.
    defaultPorts: { tcp: 11112, websocket: 33334 },
  },
};
