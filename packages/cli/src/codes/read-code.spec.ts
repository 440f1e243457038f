import { expect, it } from "vitest";
import { readCode } from "./read-code.js";

it.each([
  ["hk.00700", "HK.00700"],
  ["Hk.00700", "HK.00700"],
  ["us.brk.b", "US.BRK.B"],
  ["us..spx", "US..SPX"],
  ["hk.tch260529c500000", "HK.TCH260529C500000"],
  ["HK.HSImain", "HK.HSImain"],
  ["hk.HSImain", "HK.HSImain"],
  ["hk.hsimain", "HK.HSImain"],
  ["us.nqcurrent", "US.NQcurrent"],
  ["jp.nk225next", "JP.NK225next"],
  ["us.main", "US.MAIN"],
  ["us.xmain", "US.XMAIN"],
  ["us.next", "US.NEXT"],
  ["cc.btcusd", "CC.BTCUSD"],
  ["ec.kxmain", "EC.KXMAIN"],
  ["US.aapl", "US.aapl"],
  ["00700", "00700"],
  ["", ""],
])("%j is %j", (text, code) => {
  expect(readCode(text)).toBe(code);
});
