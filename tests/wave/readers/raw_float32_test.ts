import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { decodeRawFloat32, readRawFloat32, WaveFileError } from "../../../lib/wave/readers/mod.ts";
import { withTemporaryFolder } from "../../support/temporary_folder.ts";

/** Velocity 10·z + x at z of 2 and x of 3. */
const MODEL = [0, 1, 2, 10, 11, 12], DOWN = [0, 10, 1, 11, 2, 12];

function bytesOf(values: readonly number[], little = true): Uint8Array {
  const bytes = new Uint8Array(4 * values.length), view = new DataView(bytes.buffer);
  values.forEach((value, i) => view.setFloat32(4 * i, value, little));
  return bytes;
}

Deno.test("both orders of the axes and of the bytes give the same model", async () => {
  const shape = { nz: 2, nx: 3 };
  assertEquals([...decodeRawFloat32(bytesOf(MODEL), "a", { ...shape, order: "across" })], MODEL);
  assertEquals([...decodeRawFloat32(bytesOf(DOWN), "a", { ...shape, order: "down" })], MODEL);
  const big = { ...shape, order: "down", byteOrder: "big" } as const;
  await withTemporaryFolder(async (folder) => {
    await Deno.writeFile(`${folder}/a.bin`, bytesOf(DOWN, false));
    assertEquals([...await readRawFloat32(`${folder}/a.bin`, big)], MODEL);
    await assertRejects(
      () => readRawFloat32(`${folder}/a.bin`, { ...big, mostBytes: 23 }),
      WaveFileError,
      "at most 23",
    );
  });
});

Deno.test("a file of another size, or an unknown order, is an error", () => {
  const options = { nz: 2, nx: 3, order: "across" } as const;
  assertThrows(
    () => decodeRawFloat32(bytesOf(MODEL.slice(1)), "a", options),
    WaveFileError,
    "need 24 bytes, got 20",
  );
  assertThrows(
    () => decodeRawFloat32(bytesOf(MODEL), "a", { ...options, order: "up" as "down" }),
    RangeError,
    '"up"',
  );
  assertThrows(() => decodeRawFloat32(bytesOf(MODEL), "a", { ...options, nz: 0 }), RangeError, "nz");
});
