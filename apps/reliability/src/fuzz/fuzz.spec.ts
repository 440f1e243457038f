import { createTcpFrameCodec, type Frame } from "@opend/core/wire";
import { createRandom } from "@opend/test-kit/random";
import { givenSeed } from "@opend/test-kit/test-seed";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { messageCodecs } from "./codec-target.js";
import { tcpDecoder, webSocketDecoder } from "./frame-targets.js";
import type { FuzzInput, FuzzTarget } from "./fuzz-target.js";
import { regressions } from "./regressions.js";
import { sessions } from "./session-target.js";

const seed = givenSeed() ?? 20_261_122;
const inputs = Number(process.env["OPEND_FUZZ_INPUTS"] ?? 50_000);

/** The targets, and how many of a hundred inputs each gets. */
const targets: readonly (readonly [FuzzTarget, number])[] = [
  [tcpDecoder, 35],
  [webSocketDecoder, 15],
  [messageCodecs, 40],
  [sessions, 10],
];
/** An input that takes longer counts as a hang, even on a busy machine. */
const maxInputMs = 2000;
const maxGrowthBytes = 400 * 1024 * 1024;

describe(`bytes from outside (seed ${seed})`, () => {
  it.each(
    targets.map(([target, percent]) => ({ target, name: target.name, count: Math.ceil((inputs * percent) / 100) })),
  )(
    "$count inputs for the $name: no crash, no hang, no undocumented error",
    { timeout: 3_600_000 },
    async ({ target, count }) => {
      const random = createRandom(seed);
      const before = process.memoryUsage().rss;
      let most = before;
      for (let n = 0; n < count; n++) {
        const salt = random.below(0xffffffff);
        const input = { bytes: target.generate(random, salt), salt };
        await tryInput(target, input, `seed ${seed}, input ${n}`);
        if (n % 1000 === 0) most = Math.max(most, process.memoryUsage().rss);
      }
      expect(most - before).toBeLessThan(maxGrowthBytes);
    },
  );

  it.each(regressions)("$target: $about", async ({ target: name, bytes, salt }) => {
    const [target] = targets.find(([{ name: known }]) => known === name) ?? [];
    if (target === undefined) throw new Error(`no target is named ${name}`);
    await tryInput(target, { bytes: new Uint8Array(Buffer.from(bytes, "hex")), salt }, "regression");
  });

  it("a changed byte does not harm the frames before it", () => {
    const frame = fc.record({
      protocolId: fc.nat(),
      serial: fc.nat(),
      body: fc.uint8Array({ maxLength: 80 }),
    });
    const change = fc.record({ at: fc.nat(), xor: fc.integer({ min: 1, max: 255 }) });
    fc.assert(
      fc.property(fc.array(frame, { minLength: 1, maxLength: 5 }), change, (frames, { at, xor }) => {
        const encoded = frames.map((each) => createTcpFrameCodec().encode(each));
        const stream = Buffer.concat(encoded);
        const changed = at % stream.length;
        stream[changed] = (stream[changed] ?? 0) ^ xor;
        const ends = encoded.map((_, index) => Buffer.concat(encoded.slice(0, index + 1)).length);
        const intact = ends.filter((end) => end <= changed).length;
        expect(decodeUntilError(stream).slice(0, intact)).toEqual(frames.slice(0, intact));
      }),
      { seed, numRuns: 1000 },
    );
  });
});

async function tryInput(target: FuzzTarget, input: FuzzInput, place: string): Promise<void> {
  const startMs = performance.now();
  try {
    await target.run(input);
    if (performance.now() - startMs > maxInputMs) throw new Error(`took longer than ${maxInputMs} ms`);
  } catch (cause) {
    const bytes = Buffer.from(input.bytes).toString("hex");
    throw new Error(`${target.name}, ${place}: ${cause}; bytes ${bytes}, salt ${input.salt}`, { cause });
  }
}

function decodeUntilError(bytes: Uint8Array): Frame[] {
  const frames: Frame[] = [];
  try {
    for (const frame of createTcpFrameCodec().decode(bytes)) frames.push(frame);
  } catch {
    // Frames before the error count.
  }
  return frames;
}
