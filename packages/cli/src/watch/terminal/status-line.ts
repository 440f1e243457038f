import type { ConnectionState, GatewayInfo } from "@opend/core";
import type { Line, Span } from "./spans.js";

/** What the first line of the screen says. Times are on the clock of the view. */
export interface StatusFacts {
  readonly state: ConnectionState;
  /** When the state began. */
  readonly sinceMs: number;
  readonly gateway: GatewayInfo;
  /** Whether any update has come yet. */
  readonly hasUpdates: boolean;
  readonly updatesPerSecond: number;
  /** The last gap in what was pushed, and when it ended. */
  readonly gap: { readonly gapMs: number; readonly endedMs: number } | undefined;
  /** Trades that were left out because more came than the view takes. */
  readonly dropped: number;
  /** Whether the view has ended: what it shows stays in the terminal. */
  readonly hasEnded: boolean;
}

/** How long a gap is shown. */
const gapShownMs = 30_000;
const separator: Span = { text: "  " };

/** The state of the connection, where the data is from, and how much of it comes. The most important comes first. */
export function drawStatus(facts: StatusFacts, nowMs: number): Line {
  const { gateway, gap, updatesPerSecond, dropped, hasEnded } = facts;
  const brand = gateway.brand === undefined ? "OpenD" : gateway.brand;
  const spans: Span[] = [stateSpan(facts, nowMs)];
  if (gateway.simulated) spans.push({ text: "SIMULATED", style: "alert" });
  if (gap && nowMs - gap.endedMs < gapShownMs && !hasEnded)
    spans.push({ text: `gap of ${seconds(gap.gapMs)}`, style: "alert" });
  if (!hasEnded) spans.push({ text: `${Math.round(updatesPerSecond).toLocaleString("en-US")} updates/s` });
  spans.push({ text: `${brand} ${gateway.endpoint}`, style: "faint" });
  if (dropped > 0) spans.push({ text: `${dropped.toLocaleString("en-US")} trades left out`, style: "faint" });
  return spans.flatMap((span, index) => (index > 0 ? [separator, span] : [span]));
}

function stateSpan({ state, sinceMs, hasUpdates, hasEnded }: StatusFacts, nowMs: number): Span {
  if (hasEnded) return { text: "○ ended" };
  switch (state.status) {
    case "ready":
      return hasUpdates ? { text: "● live", style: "up" } : { text: "○ subscribing", style: "alert" };
    case "reconnecting": {
      const leftMs = Math.max(0, sinceMs + state.delayMs - nowMs);
      const when = leftMs > 0 ? `reconnecting in ${Math.ceil(leftMs / 1000)} s` : "reconnecting";
      return { text: `○ ${when}, attempt ${state.attempt}`, style: "alert" };
    }
    case "closed":
      return { text: "○ closed", style: "alert" };
  }
}

function seconds(ms: number): string {
  return ms < 10_000 ? `${(ms / 1000).toFixed(1)} s` : `${Math.round(ms / 1000)} s`;
}
