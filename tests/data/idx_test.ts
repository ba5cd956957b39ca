import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import fc from "fast-check";
import { decodeIdx, IdxError, readIdx } from "../../lib/data/mod.ts";
import { gzip, idxBytes, withFolder } from "./support.ts";

const small = idxBytes([2, 3], [1, 2, 3, 4, 5, 255]);

Deno.test("bytes of any shape are read back, plain and compressed", () => {
  const shapes = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(shapes, fc.nat(255), (shape, first) => {
      const count = shape.reduce((a, b) => a * b);
      const data = Uint8Array.from({ length: count }, (_, i) => first + 7 * i);
      const expected = { type: "uint8" as const, shape, data };
      assertEquals(decodeIdx(idxBytes(shape, data), "test"), expected);
      assertEquals(decodeIdx(gzip(idxBytes(shape, data)), "test"), expected);
    }),
    { seed: 14, numRuns: 60 },
  );
});

Deno.test("all element types are read as big-endian numbers", () => {
  const read = (code: number, bytes: number[]) =>
    decodeIdx(Uint8Array.of(0, 0, code, 1, 0, 0, 0, 1, ...bytes), "test");
  assertEquals(read(0x09, [0xfe]), { type: "int8", shape: [1], data: Int8Array.of(-2) });
  assertEquals(read(0x0b, [0xff, 0xfe]), { type: "int16", shape: [1], data: Int16Array.of(-2) });
  assertEquals(read(0x0c, [0, 1, 0, 2]), { type: "int32", shape: [1], data: Int32Array.of(65538) });
  assertEquals(read(0x0d, [0xbf, 0xc0, 0, 0]), { type: "float32", shape: [1], data: Float32Array.of(-1.5) });
  const float64 = read(0x0e, [0x3f, 0xe0, 0, 0, 0, 0, 0, 0]);
  assertEquals(float64, { type: "float64", shape: [1], data: Float64Array.of(0.5) });
});

Deno.test("a view into a larger buffer is read at its own place", () => {
  const larger = new Uint8Array(small.length + 10);
  larger.set(small, 5);
  assertEquals(decodeIdx(larger.subarray(5, 5 + small.length), "test"), decodeIdx(small, "test"));
});

Deno.test("every cut of a plain file is an error, never a shorter array", () => {
  for (let length = 0; length < small.length; length++) {
    assertThrows(() => decodeIdx(small.subarray(0, length), "cut.idx"), IdxError, "Cannot read cut.idx");
  }
});

Deno.test("every cut of a compressed file is an error", () => {
  const packed = gzip(small);
  for (let length = 0; length < packed.length; length++) {
    assertThrows(() => decodeIdx(packed.subarray(0, length), "cut.gz"), IdxError, "Cannot read cut.gz");
  }
  assertThrows(() => decodeIdx(packed.subarray(0, 25), "cut.gz"), IdxError, "damaged or cut off");
});

Deno.test("no flipped byte of the compressed data gives other numbers", () => {
  const packed = gzip(idxBytes([40, 5], Uint8Array.from({ length: 200 }, (_, i) => (i * i) % 251)));
  const whole = decodeIdx(packed, "test");
  // The first ten bytes are the header, where time and system do not change the content.
  for (let place = 10; place < packed.length; place++) {
    const damaged = packed.slice();
    damaged[place] ^= 0x55;
    assertThrows(() => assertEquals(decodeIdx(damaged, "damaged.gz"), whole), IdxError, "damaged.gz");
  }
});

Deno.test("bytes after the end are an error, plain and compressed", () => {
  const longer = Uint8Array.of(...small, 0);
  assertThrows(() => decodeIdx(longer, "long"), IdxError, "needs 18 bytes, found 19 (bytes after the end)");
  assertThrows(() => decodeIdx(gzip(longer), "long"), IdxError, "bytes after the end");
});

Deno.test("a wrong magic number is shown", () => {
  const cases: [number, number, string][] = [[0, 1, "0x01000802"], [2, 7, "0x00000702"], [
    3,
    0,
    "0x00000800",
  ]];
  for (const [place, value, magic] of cases) {
    assertThrows(() => decodeIdx(small.with(place, value), "magic"), IdxError, `magic number ${magic}`);
  }
});

Deno.test("another type or number of dimensions than expected is an error", () => {
  assertThrows(() => decodeIdx(small, "x", { type: "float32" }), IdxError, "uint8, expected float32");
  assertThrows(() => decodeIdx(small, "x", { dimensions: 3 }), IdxError, "2 dimensions, expected 3");
  assertEquals(decodeIdx(small, "x", { type: "uint8", dimensions: 2 }).shape, [2, 3]);
});

Deno.test("a length of zero, and lengths beyond any file, are errors", () => {
  assertThrows(() => decodeIdx(idxBytes([2, 0], []), "empty"), IdxError, "2 × 0");
  const huge = idxBytes([2 ** 32 - 1, 2 ** 32 - 1], [1]);
  assertThrows(() => decodeIdx(huge, "huge"), IdxError, "cut off");
});

Deno.test("files are read from disk, and a missing one is named", async () => {
  await withFolder(async (folder) => {
    await Deno.writeFile(`${folder}/a.gz`, gzip(small));
    assertEquals((await readIdx(`${folder}/a.gz`)).shape, [2, 3]);
    await assertRejects(() => readIdx(`${folder}/b.gz`), Deno.errors.NotFound, "b.gz");
  });
});
