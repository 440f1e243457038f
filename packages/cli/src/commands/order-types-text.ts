/** What the types of orders need. It stands here too, so that `--help` loads no contract; a spec compares them. */
export const orderTypesText = `
Types, and what each needs:
  limit                   --price
  market                  nothing
  stop                    --trigger
  stop-limit              --trigger --price
  market-if-touched       --trigger
  limit-if-touched        --trigger --price
  trailing-stop           --trail-percent or --trail-amount
  trailing-stop-limit     --trail-percent or --trail-amount, and --trail-spread
  absolute-limit          --price   HK only
  auction                 nothing   HK only
  auction-limit           --price   HK only
  special-limit           --price   HK only
  special-limit-all       --price   HK only
  twap-market             nothing   US only
  twap-limit              --price   HK and US only
  vwap-market             nothing   US only
  vwap-limit              --price   HK and US only
Paper accounts take limit and market orders.`;
