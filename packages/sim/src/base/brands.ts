import type { BrandIdentity } from "@opend/core";
import { brands as known } from "@opend/core/internal";
import { Common, Trd_Common } from "@opend/core/protocols";

/** How the simulated gateway of one brand differs from those of the others. */
export interface BrandFacts extends BrandIdentity {
  /** Where the simulated user registered. */
  readonly userAttribution: Common.UserAttribution;
  /** The securities firm of the simulated accounts. */
  readonly securityFirm: Trd_Common.SecurityFirm;
  /** The ports of the `opend-sim` command, unless its options name others. */
  readonly defaultPorts: { readonly tcp: number; readonly websocket: number };
}

/** Every brand, in the order in which the command starts them. A new brand only needs a new entry here. */
export const brands = listBrands({
  futu: {
    ...known.futu,
    userAttribution: Common.UserAttribution.NN,
    securityFirm: Trd_Common.SecurityFirm.FutuSecurities,
    defaultPorts: { tcp: 11111, websocket: 33333 },
  },
  moomoo: {
    ...known.moomoo,
    userAttribution: Common.UserAttribution.MM,
    securityFirm: Trd_Common.SecurityFirm.FutuInc,
    // A real moomoo gateway listens on the same ports as Futu's. These differ, so that both can run on one machine.
    defaultPorts: { tcp: 11112, websocket: 33334 },
  },
});

/** The names of all brands, in the order of {@link brands}. */
export const brandNames = namesIn(brands);

/** The brand of a simulated gateway, such as `"futu"`. */
export type Brand = (typeof brandNames)[number];

/** Whether a text is the name of a brand. */
export function isBrand(name: string): name is Brand {
  return isKeyOf(brands, name);
}

/** Returns the list as it is. The names of the brands become part of its type. */
function listBrands<Name extends string>(list: Readonly<Record<Name, BrandFacts>>): Readonly<Record<Name, BrandFacts>> {
  return list;
}

function namesIn<Name extends string>(list: Readonly<Record<Name, BrandFacts>>): readonly Name[] {
  return Object.keys(list).filter((name) => isKeyOf(list, name));
}

function isKeyOf<Name extends string>(list: Readonly<Record<Name, unknown>>, name: string): name is Name {
  return Object.hasOwn(list, name);
}
