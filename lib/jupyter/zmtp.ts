import { ByteReader } from "./byte_reader.ts";
import { ReadAhead } from "./read_ahead.ts";

/** Kinds of ZeroMQ socket that a Jupyter client opens. */
export type ZmtpSocketType = "DEALER" | "SUB";

/** A peer that does not speak ZMTP 3 without encryption. */
export class ZmtpError extends Error {
  /** Name of the class. */
  override name = "ZmtpError";
}

const MORE = 1;
const LONG = 2;
const COMMAND = 4;
const GREETING_LENGTH = 64;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/**
 * One connection of the ZeroMQ Message Transport Protocol, version 3.0 with the NULL mechanism, over TCP.
 *
 * This is the part of ZeroMQ that a Jupyter client needs, without a native library.
 * Source: https://rfc.zeromq.org/spec/23/
 */
export class ZmtpConnection {
  #connection: Deno.TcpConn;
  #incoming: ReadAhead;
  #reader: ByteReader;
  #lastWrite: Promise<void> = Promise.resolve();

  private constructor(connection: Deno.TcpConn) {
    this.#connection = connection;
    this.#incoming = new ReadAhead(connection);
    this.#reader = new ByteReader(this.#incoming);
  }

  /**
   * Connects and performs the handshake; a SUB socket subscribes to everything.
   *
   * @param port TCP port on `hostname`
   * @param socketType socket type of this side
   * @param hostname address, the local machine by default
   * @returns the open connection
   * @throws {Deno.errors.ConnectionRefused} if nobody listens
   * @throws {ZmtpError} if the peer speaks another protocol, version or mechanism
   */
  static async connect(
    port: number,
    socketType: ZmtpSocketType,
    hostname = "127.0.0.1",
  ): Promise<ZmtpConnection> {
    const connection = new ZmtpConnection(await Deno.connect({ hostname, port }));
    try {
      await connection.#handshake(socketType);
      if (socketType === "SUB") await connection.send([new Uint8Array([1])]);
    } catch (error) {
      connection.close();
      throw error;
    }
    return connection;
  }

  /** Number of bytes that arrived from the peer but were not received as messages yet. */
  get unread(): number {
    return this.#incoming.held + this.#reader.held;
  }

  /** Takes everything that the peer has sent off the connection, and holds it until it is received. */
  takeAll(): Promise<void> {
    return this.#incoming.takeAll();
  }

  /**
   * Waits for the next message.
   *
   * @returns the frames of one message
   * @throws {Deno.errors.UnexpectedEof} if the peer closed
   */
  async receive(): Promise<Uint8Array[]> {
    const frames: Uint8Array[] = [];
    while (true) {
      const { flags, body } = await this.#readFrame();
      if (flags & COMMAND) continue;
      frames.push(body);
      if (!(flags & MORE)) return frames;
    }
  }

  /**
   * Sends one message; messages are sent in the order of the calls.
   *
   * @param frames frames of the message, at least one
   * @returns resolves when all bytes are written
   */
  send(frames: readonly Uint8Array[]): Promise<void> {
    const bytes = encodeFrames(frames);
    // A failed write closes the connection for later ones too; each of them fails by itself.
    this.#lastWrite = this.#lastWrite.catch(() => {}).then(() => this.#write(bytes));
    return this.#lastWrite;
  }

  /** Closes the connection; closing twice is harmless. */
  close(): void {
    try {
      this.#connection.close();
    } catch (error) {
      if (!(error instanceof Deno.errors.BadResource)) throw error;
    }
  }

  async #handshake(socketType: ZmtpSocketType): Promise<void> {
    await this.#write(greeting());
    const theirs = await this.#reader.readExactly(GREETING_LENGTH);
    if (theirs[0] !== 0xff || theirs[9] !== 0x7f || theirs[10] < 3) {
      throw new ZmtpError("Cannot connect: the peer did not greet as ZMTP 3 does");
    }
    const mechanism = decoder.decode(theirs.subarray(12, 32)).replace(/\0+$/, "");
    if (mechanism !== "NULL") {
      throw new ZmtpError(`Cannot connect: the peer asks for mechanism "${mechanism}", only NULL is offered`);
    }
    await this.#write(readyCommand(socketType));
    const { flags, body } = await this.#readFrame();
    const name = decoder.decode(body.subarray(1, 1 + body[0]));
    if (!(flags & COMMAND) || name !== "READY") {
      throw new ZmtpError(`Cannot connect: the peer answered "${name}" instead of READY`);
    }
  }

  async #readFrame(): Promise<{ flags: number; body: Uint8Array }> {
    const [flags] = await this.#read(1);
    const length = flags & LONG
      ? Number(new DataView((await this.#read(8)).buffer).getBigUint64(0))
      : (await this.#read(1))[0];
    return { flags, body: await this.#read(length) };
  }

  #read(length: number): Uint8Array | Promise<Uint8Array> {
    return this.#reader.take(length) ?? this.#reader.readExactly(length);
  }

  async #write(bytes: Uint8Array): Promise<void> {
    let written = 0;
    while (written < bytes.length) written += await this.#connection.write(bytes.subarray(written));
  }
}

/**
 * Bytes of one ZMTP message.
 *
 * @param frames frames of the message, at least one
 * @returns the frames, each preceded by its flags and length
 */
export function encodeFrames(frames: readonly Uint8Array[]): Uint8Array {
  const parts: Uint8Array[] = [];
  frames.forEach((frame, index) => {
    const more = index < frames.length - 1 ? MORE : 0;
    if (frame.length > 255) {
      const header = new Uint8Array(9);
      header[0] = more | LONG;
      new DataView(header.buffer).setBigUint64(1, BigInt(frame.length));
      parts.push(header, frame);
    } else {
      parts.push(new Uint8Array([more, frame.length]), frame);
    }
  });
  return concatenate(parts);
}

function greeting(): Uint8Array {
  const bytes = new Uint8Array(GREETING_LENGTH);
  bytes[0] = 0xff;
  bytes[9] = 0x7f;
  bytes[10] = 3;
  bytes.set(encoder.encode("NULL"), 12);
  return bytes;
}

function readyCommand(socketType: ZmtpSocketType): Uint8Array {
  const name = encoder.encode("Socket-Type");
  const value = encoder.encode(socketType);
  const body = concatenate([
    new Uint8Array([5]),
    encoder.encode("READY"),
    new Uint8Array([name.length]),
    name,
    new Uint8Array([0, 0, 0, value.length]),
    value,
  ]);
  return concatenate([new Uint8Array([COMMAND, body.length]), body]);
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}
