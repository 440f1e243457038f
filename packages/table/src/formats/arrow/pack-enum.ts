import { type Data, makeData } from "apache-arrow/data";
import { Dictionary, Int32, Utf8 } from "apache-arrow/type";
import { Vector } from "apache-arrow/vector";
import { packNumbers, packTexts, packValidity } from "./pack.js";

/** How the values of an enum are stored: as indices of a dictionary, which is complete when the file is. */
interface PackEnum {
  readonly type: Dictionary<Utf8, Int32>;
  pack(values: readonly (string | null)[]): Data;
  /** Returns the names of the enum, and behind them the digits of the numbers without a name that there were. */
  dictionary(): Data;
}

/** Returns how the values of an enum are stored. */
export function packEnum(names: readonly string[], id: number): PackEnum {
  const type = new Dictionary(new Utf8(), new Int32(), id);
  const indices = new Map(names.map((name, index) => [name, index]));
  const indexOf = (value: string): number => {
    const known = indices.get(value);
    if (known !== undefined) return known;
    indices.set(value, indices.size);
    return indices.size - 1;
  };
  const placeholder = new Vector([packDictionary([])]);
  return {
    type,
    pack(values) {
      const found = values.map((value) => (value === null ? null : indexOf(value)));
      const data = packNumbers(found, new Int32Array(values.length));
      return makeData({ type, ...packValidity(values), data, dictionary: placeholder });
    },
    dictionary: () => packDictionary([...indices.keys()]),
  };
}

function packDictionary(texts: readonly string[]): Data<Utf8> {
  return makeData({ type: new Utf8(), length: texts.length, nullCount: 0, ...packTexts(texts) });
}
