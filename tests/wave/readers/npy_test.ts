import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import fc from "fast-check";
import { decodeNpy, encodeNpy, readNpy, WaveFileError } from "../../../lib/wave/readers/mod.ts";
import { withTemporaryFolder } from "../../support/temporary_folder.ts";

const GOLDEN = new URL("../../golden/08/readers/", import.meta.url);
const VALUES = Array.from({ length: 15 }, (_, i) => i / 8 - 1);

for (const type of ["little_f4", "big_f4", "little_f8"]) {
  for (const order of ["C", "F"]) {
    Deno.test(`NumPy's ${type} in order ${order} is read row by row`, async () => {
      const { shape, data } = await readNpy(new URL(`${type}_${order}.npy`, GOLDEN));
      assertEquals([...shape], [3, 5]);
      assertEquals(data.constructor, type.endsWith("4") ? Float32Array : Float64Array);
      assertEquals([...data], VALUES);
    });
  }
}

Deno.test("what is encoded is decoded bit for bit, whatever the shape", () => {
  fc.assert(fc.property(
    fc.array(fc.nat({ max: 4 }), { maxLength: 4 }),
    fc.boolean(),
    fc.infiniteStream(fc.double()),
    (shape, single, values) => {
      const count = shape.reduce((product, n) => product * n, 1);
      const numbers = Array.from({ length: count }, () => values.next().value);
      const data = single ? Float32Array.from(numbers) : Float64Array.from(numbers);
      assertEquals(decodeNpy(encodeNpy({ shape, data }), "file"), { shape, data });
    },
  ));
});

const whole = encodeNpy({ shape: [3, 5], data: Float32Array.from(VALUES) });
const withHead = (from: string, to: string) => {
  const text = String.fromCharCode(...whole).replace(from, to);
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
};
const CASES: [what: string, bytes: Uint8Array, message: string][] = [
  ["no bytes", new Uint8Array(), "does not begin as .npy files do, got 0 bytes"],
  ["another kind of file", new Uint8Array(100), "does not begin as .npy files do"],
  ["a version to come", Uint8Array.from(whole, (byte, i) => i === 6 ? 9 : byte), "version 9 is unknown"],
  ["a head that is cut", whole.slice(0, 40), "does not fit into 40 bytes"],
  ["numbers that are cut", whole.slice(0, -1), "needs 188 bytes, got 187 (cut off)"],
  ["bytes after the end", Uint8Array.of(...whole, 0), "got 189 (bytes after the end)"],
  ["whole numbers", withHead("<f4", "<i4"), "must be float32 or float64, got dtype <i4"],
  ["complex numbers", withHead("<f4", "<c8"), "got dtype <c8"],
  ["a huge shape", withHead("(3, 5)", "(99e7)"), "needs 3960000128 bytes, got 188"],
  ["a shape that is none", withHead("(3, 5)", "(3,-5)"), "its shape is damaged"],
  ["a head without names", withHead("descr", "other"), "names no descr"],
];
for (const [what, bytes, message] of CASES) {
  Deno.test(`${what}: an error says so`, () => {
    assertThrows(() => decodeNpy(bytes, "model.npy"), WaveFileError, message);
  });
}

Deno.test("a file that is too large is refused before it is read", () =>
  withTemporaryFolder(async (folder) => {
    await Deno.writeFile(`${folder}/a.npy`, whole);
    await assertRejects(
      () => readNpy(`${folder}/a.npy`, { mostBytes: 100 }),
      WaveFileError,
      "it has 188 bytes, at most 100 are read",
    );
  }));

Deno.test("a shape that does not fit its numbers is not written", () => {
  assertThrows(
    () => encodeNpy({ shape: [4], data: new Float32Array(3) }),
    RangeError,
    "needs 4 numbers, got 3",
  );
});
