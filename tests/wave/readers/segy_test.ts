import { assert, assertAlmostEquals, assertEquals, assertRejects, assertThrows } from "@std/assert";
import { decodeEbcdic } from "../../../lib/wave/readers/ebcdic.ts";
import { ibmFloat } from "../../../lib/wave/readers/ibm_float.ts";
import { decodeSegy, readSegy, WaveFileError } from "../../../lib/wave/readers/mod.ts";
import golden from "../../golden/08/readers.json" with { type: "json" };

const GOLDEN = new URL("../../golden/08/readers/", import.meta.url);
const traces = golden.traces.flat();

for (const name of ["ibm", "ieee"]) {
  Deno.test(`segyio's file of ${name} floats is read`, async () => {
    const { text, interval, samples, heads, data } = await readSegy(new URL(`${name}.sgy`, GOLDEN));
    assertEquals([interval, samples, heads.length, data.length], [0.004, 11, 4, 44]);
    // The fraction of an IBM float has 21 bits or more.
    traces.forEach((value, i) =>
      assertAlmostEquals(data[i], value, Math.abs(value) * (name === "ibm" ? 2 ** -20 : 1e-7))
    );
    assertEquals(text[0].slice(0, 24), "C 1 VELOCITY = 1500 M/S".padEnd(23).slice(0, 24).trimEnd());
    assert(text[1].includes("LINE (TEST)"), text[1]);
    assertEquals(heads[1], {
      record: 1,
      trace: 2,
      sourceX: 100.1,
      sourceY: 0,
      receiverX: 200.5,
      receiverY: 0,
    });
    assertEquals([heads[3].record, heads[3].sourceX, heads[3].receiverX], [2, 2006, 4030]);
  });
}

Deno.test("IBM floats of the manual", () => {
  // −118.625 is the example of the System/360 principles of operation.
  assertEquals([0xc276a000, 0x00000000, 0x41100000, 0x40800000].map(ibmFloat), [-118.625, 0, 1, 0.5]);
  assertEquals(ibmFloat(0x7fffffff), (1 - 2 ** -24) * 16 ** 63);
});

Deno.test("EBCDIC letters, digits and signs; what is none becomes a space", () => {
  assertEquals(decodeEbcdic(Uint8Array.of(0xc3, 0x40, 0xf1, 0x7e, 0x81, 0xe9, 0x00)), "C 1=aZ ");
});

const whole = await Deno.readFile(new URL("ieee.sgy", GOLDEN));
const changed = (at: number, value: number) => {
  const bytes = whole.slice();
  new DataView(bytes.buffer).setInt16(at, value);
  return bytes;
};
const CASES: [what: string, bytes: Uint8Array, message: string][] = [
  ["heads that are cut", whole.slice(0, 3599), "heads of 3600 bytes, got 3599"],
  ["no traces", whole.slice(0, 3600), "got 0 bytes of traces"],
  ["traces that are cut", whole.slice(0, -4), "cut off, or traces of several lengths"],
  [
    "traces of several lengths",
    changed(3600 + 284 + 114, 10),
    "trace 1 has 10 samples, the binary head says 11",
  ],
  ["whole numbers", changed(3224, 2), "numbers of format 2 are not read"],
  ["the other byte order", changed(3224, 0x0500), "little-endian"],
  ["no samples", changed(3220, 0), "0 samples"],
  ["extended heads", changed(3504, 1), "got 1 of them"],
];
for (const [what, bytes, message] of CASES) {
  Deno.test(`${what}: an error says so`, () => {
    assertThrows(() => decodeSegy(bytes, "a.sgy"), WaveFileError, message);
  });
}

Deno.test("a SEG-Y file that is too large is refused", async () => {
  await assertRejects(
    () => readSegy(new URL("ibm.sgy", GOLDEN), { mostBytes: 4735 }),
    WaveFileError,
    "4736 bytes",
  );
});

Deno.test("a textual head in ASCII is read as it stands", () => {
  const bytes = whole.slice();
  bytes.set(new TextEncoder().encode("C 1 PLAIN".padEnd(3200)));
  assertEquals(decodeSegy(bytes, "a.sgy").text[0], "C 1 PLAIN");
});
