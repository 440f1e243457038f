import type { Random } from "@opend/test-kit/random";

/** Bytes that are hard to parse: edges of varints, lengths and signs. */
const edges = [0x00, 0x01, 0x7f, 0x80, 0xfe, 0xff] as const;
const maxGrowth = 64;

/** Returns the bytes with one change, sometimes up to four. */
export function mutate(bytes: Uint8Array, random: Random): Uint8Array {
  let changed = new Uint8Array(bytes);
  for (let left = random.pick([1, 1, 2, 4]); left > 0; left--) changed = random.pick(mutations)(changed, random);
  return changed;
}

type Mutation = (bytes: Uint8Array<ArrayBuffer>, random: Random) => Uint8Array<ArrayBuffer>;

const mutations: readonly Mutation[] = [
  function flipBit(bytes, random) {
    const at = random.below(bytes.length + 1);
    if (at < bytes.length) bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
    return bytes;
  },
  function setEdge(bytes, random) {
    const at = random.below(bytes.length + 1);
    if (at < bytes.length) bytes[at] = random.pick(edges);
    return bytes;
  },
  function setLength(bytes, random) {
    const at = random.below(bytes.length + 1);
    if (at + 4 <= bytes.length) {
      const value = random.pick([0, 1, 43, 44, 0xffff, 0x7fffffff, 0xffffffff, bytes.length]);
      new DataView(bytes.buffer).setUint32(at, value, random.below(2) === 0);
    }
    return bytes;
  },
  (bytes, random) => bytes.slice(0, random.below(bytes.length + 1)),
  (bytes, random) => bytes.slice(random.below(bytes.length + 1)),
  (bytes, random) => splice(bytes, random.below(bytes.length + 1), 0, random.bytes(random.below(maxGrowth))),
  (bytes, random) => splice(bytes, random.below(bytes.length + 1), random.below(maxGrowth), new Uint8Array()),
  function repeatPart(bytes, random) {
    const from = random.below(bytes.length + 1);
    return splice(bytes, random.below(bytes.length + 1), 0, bytes.slice(from, from + random.below(maxGrowth)));
  },
  function longVarint(bytes, random) {
    const varint = new Uint8Array(1 + random.below(12)).fill(0xff);
    return splice(bytes, random.below(bytes.length + 1), 0, varint);
  },
];

function splice(bytes: Uint8Array, at: number, removed: number, added: Uint8Array): Uint8Array<ArrayBuffer> {
  const rest = bytes.subarray(Math.min(bytes.length, at + removed));
  const whole = new Uint8Array(at + added.length + rest.length);
  whole.set(bytes.subarray(0, at));
  whole.set(added, at);
  whole.set(rest, at + added.length);
  return whole;
}
