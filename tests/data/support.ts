import { gzipSync } from "node:zlib";

/** Runs `use` with PAPERS_DATA_DIR set to `value` (unset for null), and sets it back. */
export async function withDataDirectory<T>(value: string | null, use: () => T | Promise<T>): Promise<T> {
  const before = Deno.env.get("PAPERS_DATA_DIR");
  const set = (text: string | null | undefined) =>
    text === null || text === undefined
      ? Deno.env.delete("PAPERS_DATA_DIR")
      : Deno.env.set("PAPERS_DATA_DIR", text);
  set(value);
  try {
    return await use();
  } finally {
    set(before);
  }
}

/** Runs `use` with a new folder, and removes it. */
export async function withFolder<T>(use: (path: string) => T | Promise<T>): Promise<T> {
  const path = await Deno.makeTempDir({ prefix: "papers-data-test-" });
  try {
    return await use(path);
  } finally {
    await Deno.remove(path, { recursive: true });
  }
}

/** Bytes of an IDX file of unsigned bytes. */
export function idxBytes(shape: readonly number[], data: ArrayLike<number>): Uint8Array {
  const bytes = new Uint8Array(4 + 4 * shape.length + data.length);
  bytes.set([0, 0, 8, shape.length]);
  const view = new DataView(bytes.buffer);
  shape.forEach((length, i) => view.setUint32(4 + 4 * i, length));
  bytes.set(Array.from(data), 4 + 4 * shape.length);
  return bytes;
}

/** Compresses bytes as .gz. */
export function gzip(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(gzipSync(bytes));
}

/** Writes a small MNIST pair: image i has all pixels i, label i mod 10. */
export async function writeDigits(folder: string, part: "train" | "t10k", count: number): Promise<void> {
  await Deno.mkdir(`${folder}/mnist`, { recursive: true });
  const pixels = Uint8Array.from({ length: count * 784 }, (_, i) => Math.floor(i / 784));
  const labels = Uint8Array.from({ length: count }, (_, i) => i % 10);
  await Deno.writeFile(
    `${folder}/mnist/${part}-images-idx3-ubyte.gz`,
    gzip(idxBytes([count, 28, 28], pixels)),
  );
  await Deno.writeFile(`${folder}/mnist/${part}-labels-idx1-ubyte`, idxBytes([count], labels));
}
