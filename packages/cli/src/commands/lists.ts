import type { MarketPrefix } from "@opend/core";
import type { CapitalFlowChoice, OptionChoice, PlateChoice, TradingDayChoice, Universe } from "@opend/market";
import { type Command, Option } from "commander";
import type { WalkOptions } from "../walk/walk-plan.js";
import { addDayOptions, type DayOptions, splitDays } from "./day-options.js";
import { parseCount } from "./parse-values.js";
import type { Run } from "./run.js";
import { addChartOption, addOutputOptions, addWalkOptions } from "./walk-options.js";

/** Adds the options of a list that is asked for once. */
function addListOptions(command: Command): Command {
  return addOutputOptions(command).option("--limit <rows>", "the most rows", parseCount);
}

/** `opend securities`, `plates`, `plate`, `trading-days`, `option-chain`, `capital-flow` and `rehab`. */
export function addLists(program: Command, run: Run): void {
  const securities = program
    .command("securities")
    .summary("all securities of a kind in a market")
    .description("All securities of a kind in a market (Qot_GetStaticInfo, 3202).")
    .requiredOption("--market <market>", "what codes of the market begin with, such as HK")
    .option("--type <type>", "eqty (stocks), trust (funds), index, warrant, bond, future … Default: eqty");
  addListOptions(securities).action(
    run<WalkOptions & Pick<Universe, "type"> & { readonly market: MarketPrefix }>(
      async (context, _, { market, type, ...options }) => {
        const { runWalk } = await import("../walk/run-walk.js");
        const { defineSecurities } = await import("../walk/kinds/lists.js");
        const kept: Universe = { market, ...(type !== undefined && { type }) };
        await runWalk(context, { name: "securities", kept, define: defineSecurities }, [{ code: market }], options);
      },
    ),
  );

  const plates = program
    .command("plates")
    .summary("the sectors, regions and themes of a market")
    .description("The plates of a market (Qot_GetPlateSet, 3204). `opend plate CODE` lists the members of one.")
    .requiredOption("--market <market>", "what codes of the market begin with, such as HK")
    .option("--type <type>", "all, industry, region, concept … Default: all");
  addListOptions(plates).action(
    run<WalkOptions & Pick<PlateChoice, "type"> & { readonly market: MarketPrefix }>(
      async (context, _, { market, type, ...options }) => {
        const { runWalk } = await import("../walk/run-walk.js");
        const { definePlates } = await import("../walk/kinds/lists.js");
        const kept: PlateChoice = { market, ...(type !== undefined && { type }) };
        await runWalk(context, { name: "plates", kept, define: definePlates }, [{ code: market }], options);
      },
    ),
  );

  const plate = program
    .command("plate")
    .summary("the members of plates and indices")
    .description("The members of plates and indices (Qot_GetPlateSecurity, 3205).");
  addWalkOptions(plate).action(
    run<WalkOptions>(async (context, codes, options) => {
      const { runWalk } = await import("../walk/run-walk.js");
      const { defineMembers } = await import("../walk/kinds/lists.js");
      await runWalk(context, { name: "plate", kept: {}, define: defineMembers }, codes, options);
    }),
  );

  const tradingDays = program
    .command("trading-days")
    .summary("the trading days of a market")
    .description("The trading days of a market (Qot_RequestTradeDate, 3219), oldest first. Default: since a year ago.")
    .requiredOption("--market <market>", "hk, us, cn, jp, sg …");
  addListOptions(addDayOptions(tradingDays)).action(
    run<WalkOptions & DayOptions & Pick<TradingDayChoice, "market">>(async (context, _, { market, ...options }) => {
      const { runWalk } = await import("../walk/run-walk.js");
      const { defineTradingDays } = await import("../walk/kinds/lists.js");
      const { kept, rest } = splitDays(options);
      const choice = { market, ...kept };
      await runWalk(
        context,
        { name: "trading-days", kept: choice, define: defineTradingDays },
        [{ code: market }],
        rest,
      );
    }),
  );

  const chain = program
    .command("option-chain")
    .summary("the options of stocks and indices")
    .description(
      "The options of underlying securities (Qot_GetOptionChain, 3209), by day of expiry. Default: all from today on.",
    )
    .addOption(new Option("--type <type>", "only calls or puts").choices(["call", "put"]))
    .option("--index-option-type <type>", "normal or small (mini), for HK indices");
  addWalkOptions(addDayOptions(chain)).action(
    run<WalkOptions & DayOptions & Pick<OptionChoice, "type" | "indexOptionType">>(
      async (context, codes, { type, indexOptionType, ...options }) => {
        const { runWalk } = await import("../walk/run-walk.js");
        const { defineOptionChain } = await import("../walk/kinds/lists.js");
        const { kept, rest } = splitDays(options);
        const choice: OptionChoice = {
          ...kept,
          ...(type !== undefined && { type }),
          ...(indexOptionType !== undefined && { indexOptionType }),
        };
        await runWalk(context, { name: "option-chain", kept: choice, define: defineOptionChain }, codes, rest);
      },
    ),
  );

  const flow = program
    .command("capital-flow")
    .summary("capital that flows into and out of securities")
    .description("The capital flow of stocks, warrants and funds (Qot_GetCapitalFlow, 3211).")
    .option("--period <period>", "intraday, day, week or month. Default: intraday");
  addChartOption(addWalkOptions(addDayOptions(flow))).action(
    run<WalkOptions & DayOptions & Pick<CapitalFlowChoice, "period">>(
      async (context, codes, { period, ...options }) => {
        const { runWalk } = await import("../walk/run-walk.js");
        const { defineCapitalFlow } = await import("../walk/kinds/lists.js");
        const { kept, rest } = splitDays(options);
        const choice: CapitalFlowChoice = { ...kept, ...(period !== undefined && { period }) };
        await runWalk(context, { name: "capital-flow", kept: choice, define: defineCapitalFlow }, codes, rest);
      },
    ),
  );

  const rehab = program
    .command("rehab")
    .summary("splits, dividends and the factors that adjust prices for them")
    .description(
      "Corporate actions of securities and the factors that adjust prices for them (Qot_RequestRehab, 3105).",
    );
  addWalkOptions(rehab).action(
    run<WalkOptions>(async (context, codes, options) => {
      const { runWalk } = await import("../walk/run-walk.js");
      const { defineRehab } = await import("../walk/kinds/lists.js");
      await runWalk(context, { name: "rehab", kept: {}, define: defineRehab }, codes, options);
    }),
  );
}
