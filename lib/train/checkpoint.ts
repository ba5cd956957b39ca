/**
 * Checkpoint files: the exact state of a training, written atomically, verified when read.
 *
 * Layout: 8 magic bytes, format version (uint32 LE), header length (uint32 LE), header (JSON), the bytes of the arrays,
 * SHA-256 of everything before.
 */
import { createHash } from "node:crypto";
import { Buffer } from "node:buffer";
import * as v from "valibot";
import { checkedJson } from "../io/checked_json.ts";
import { dirname } from "node:path";
import { atomicWrite, removeUnfinishedWrites } from "../io/atomic_write.ts";
import { lockFile } from "../io/file_lock.ts";
import type { HostArray } from "../graph/mod.ts";
import { CheckpointError } from "./errors.ts";

const MAGIC = "PNOTECKP";
const VERSION = 2;
const DIGEST_BYTES = 32;
const PREFIX_BYTES = 16;
const ARRAY_TYPES = { Float32Array, Float64Array, Int32Array, Uint8Array };

/** Content of a checkpoint. */
export interface Checkpoint {
  /** Identifies the run; a run resumes only from its own checkpoint. */
  readonly key: string;
  /** Numbers, texts and lists of them. */
  readonly state: unknown;
  readonly arrays: Readonly<Record<string, HostArray>>;
}

const HeaderForm = v.strictObject({
  key: v.string(),
  state: v.unknown(),
  arrays: v.array(v.strictObject({
    name: v.string(),
    type: v.picklist(["Float32Array", "Float64Array", "Int32Array", "Uint8Array"]),
    length: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  })),
});

type Header = v.InferOutput<typeof HeaderForm>;

/**
 * Replaces the checkpoint at `path`.
 *
 * @throws {WriteError} if the file cannot be written, for example because the disk is full; the old file is then intact
 */
export async function writeCheckpoint(path: string, checkpoint: Checkpoint): Promise<void> {
  const arrays = Object.entries(checkpoint.arrays);
  const header: Header = {
    key: checkpoint.key,
    state: checkpoint.state,
    arrays: arrays.map(([name, array]) => ({
      name,
      type: array.constructor.name as keyof typeof ARRAY_TYPES,
      length: array.length,
    })),
  };
  const text = Buffer.from(JSON.stringify(header));
  const prefix = Buffer.alloc(PREFIX_BYTES);
  prefix.write(MAGIC, 0, "latin1");
  prefix.writeUInt32LE(VERSION, 8);
  prefix.writeUInt32LE(text.length, 12);
  const body = arrays.map(([, array]) => new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
  // One copy of the arrays, including space for the checksum.
  const file = Buffer.concat([prefix, text, ...body, Buffer.alloc(DIGEST_BYTES)]);
  const content = file.subarray(0, -DIGEST_BYTES);
  createHash("sha256").update(content).digest().copy(file, content.length);
  await atomicWrite(path, file);
}

/**
 * The checkpoint at `path`, or `null` if there is none.
 *
 * @param key key of the run; without it, the checkpoint of any run is read
 * @param explain says what differs, given the state of a checkpoint with another key
 * @throws {CheckpointError} if the file cannot be read, is not a checkpoint, has another version, is damaged, or
 *   belongs to another run
 */
export async function readCheckpoint(
  path: string,
  key?: string,
  explain?: (state: unknown) => string,
): Promise<Checkpoint | null> {
  const refuse = (reason: string, cause?: unknown) =>
    new CheckpointError(`checkpoint ${path}: ${reason}; delete it to start again`, { cause });
  const file = await Deno.readFile(path).catch((error) => {
    if (error instanceof Deno.errors.NotFound) return null;
    throw refuse(`it cannot be read (${error.message})`, error);
  });
  if (!file) return null;
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  if (bytes.length >= 8 && bytes.toString("latin1", 0, 8) !== MAGIC) {
    throw refuse("the file is not a checkpoint");
  }
  if (bytes.length < PREFIX_BYTES + DIGEST_BYTES) {
    throw refuse(`the file is truncated at ${bytes.length} bytes`);
  }
  const version = bytes.readUInt32LE(8);
  if (version !== VERSION) throw refuse(`it has format version ${version}, this library reads ${VERSION}`);
  const content = bytes.subarray(0, -DIGEST_BYTES);
  if (!createHash("sha256").update(content).digest().equals(bytes.subarray(-DIGEST_BYTES))) {
    throw refuse("its checksum does not match: it is truncated or damaged");
  }
  // A matching checksum does not prove that the file has this layout.
  const headerEnd = PREFIX_BYTES + content.readUInt32LE(12), header = parsedHeader(content, headerEnd);
  if (!header) throw refuse("its header cannot be understood");
  if (key !== undefined && header.key !== key) {
    const difference = explain?.(header.state) || `key ${header.key} there, ${key} here`;
    throw refuse(`it belongs to another run (${difference})`);
  }
  const held = header.arrays.reduce((sum, array) => sum + bytesOf(array), headerEnd);
  if (held !== content.length) {
    throw refuse(`its header announces ${held} bytes, the file has ${content.length}`);
  }
  let at = headerEnd;
  const arrays = Object.fromEntries(header.arrays.map((array) => {
    // A copy, since the file's arrays need not begin at a multiple of their element size.
    const part = Uint8Array.from(content.subarray(at, at += bytesOf(array)));
    return [array.name, new ARRAY_TYPES[array.type](part.buffer)];
  }));
  return { key: header.key, state: header.state, arrays };
}

/** A checkpoint file, locked by the process that writes it. */
export interface OpenCheckpoint {
  /** Its content when it was opened. */
  readonly found: Checkpoint | null;
  /** Replaces it; not allowed for a checkpoint that was finished when it was opened. */
  write(checkpoint: Checkpoint): Promise<void>;
  /** Releases it for other processes. */
  close(): Promise<void>;
}

/**
 * Opens the checkpoint of a run. It is locked while it is open. A finished checkpoint is only read, so its folder may
 * be read-only.
 *
 * @param isFinished whether the run is finished at a checkpoint
 * @throws {CheckpointError} as {@linkcode readCheckpoint} does
 * @throws {LockedError} if another process has it open, by its number and command
 */
export async function openCheckpoint(
  path: string,
  key: string,
  { explain, isFinished }: { explain?: (state: unknown) => string; isFinished(found: Checkpoint): boolean },
): Promise<OpenCheckpoint> {
  const first = await readCheckpoint(path, key, explain);
  if (first && isFinished(first)) {
    return {
      found: first,
      write: () =>
        Promise.reject(new Error(`checkpoint ${path}: nothing can be saved any more, its run is finished`)),
      close: () => Promise.resolve(),
    };
  }
  await Deno.mkdir(dirname(path), { recursive: true });
  const lock = await lockFile(`${path}.lock`);
  try {
    // The previous holder of the lock may have continued the run.
    const found = await readCheckpoint(path, key, explain);
    await removeUnfinishedWrites(path);
    return { found, write: (checkpoint) => writeCheckpoint(path, checkpoint), close: () => lock.release() };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** The header, or `null` if it is not one. */
function parsedHeader(content: Buffer, end: number): Header | null {
  if (end > content.length) return null;
  try {
    return checkedJson(
      HeaderForm,
      content.toString("utf8", PREFIX_BYTES, end),
      (reason) => new Error(reason),
    );
  } catch {
    return null;
  }
}

function bytesOf({ type, length }: Header["arrays"][number]): number {
  return length * ARRAY_TYPES[type].BYTES_PER_ELEMENT;
}
