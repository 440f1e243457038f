import type { BrandProfile, ConnectOptions, PagingClient } from "@opend/futu";

/** A brand, and how to connect to its gateway. */
export interface Patient {
  readonly brand: "futu" | "moomoo";
  readonly profile: BrandProfile;
  connect(options: ConnectOptions): Promise<PagingClient>;
}
