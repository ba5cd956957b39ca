/**
 * A program that speaks as Deno's kernel does but loses broadcasts, as the real one does where they come faster than they
 * are taken: `losing_kernel.ts CONNECTION_FILE`.
 *
 * It says that each cell printed 100 lines and showed 3 displays, and broadcasts 60 and 1 of them. After a cell
 * "lose idle" it does not say that it is idle.
 *
 * @module
 */
import { ByteReader } from "../../lib/jupyter/byte_reader.ts";
import { messageHeader, packMessage, parseMessage } from "../../lib/jupyter/message.ts";
import { encodeFrames } from "../../lib/jupyter/zmtp.ts";

/** The side of a ZMTP connection that listens. */
class Peer {
  #connection: Deno.Conn;
  #reader: ByteReader;

  constructor(connection: Deno.Conn) {
    this.#connection = connection;
    this.#reader = new ByteReader(connection);
  }

  async greet(): Promise<void> {
    const greeting = new Uint8Array(64);
    greeting.set([0xff, 0, 0, 0, 0, 0, 0, 0, 1, 0x7f, 3]);
    greeting.set(new TextEncoder().encode("NULL"), 12);
    await this.#write(greeting);
    await this.#reader.readExactly(64);
    await this.#write(new Uint8Array([4, 6, 5, ...new TextEncoder().encode("READY")]));
    await this.#readFrame();
  }

  async receive(): Promise<Uint8Array[]> {
    const frames: Uint8Array[] = [];
    while (true) {
      const { flags, body } = await this.#readFrame();
      frames.push(body);
      if (!(flags & 1)) return frames;
    }
  }

  send(frames: readonly Uint8Array[]): Promise<void> {
    return this.#write(encodeFrames(frames));
  }

  async #readFrame(): Promise<{ flags: number; body: Uint8Array }> {
    const [flags] = await this.#reader.readExactly(1);
    const length = flags & 2
      ? Number(new DataView((await this.#reader.readExactly(8)).buffer).getBigUint64(0))
      : (await this.#reader.readExactly(1))[0];
    return { flags, body: await this.#reader.readExactly(length) };
  }

  async #write(bytes: Uint8Array): Promise<void> {
    for (let written = 0; written < bytes.length;) {
      written += await this.#connection.write(bytes.subarray(written));
    }
  }
}

async function peerOn(port: number): Promise<Peer> {
  const listener = Deno.listen({ hostname: "127.0.0.1", port });
  const peer = new Peer(await listener.accept());
  await peer.greet();
  return peer;
}

const { shell_port, iopub_port, control_port, key } = JSON.parse(await Deno.readTextFile(Deno.args[0]));
const [shell, iopub, control] = await Promise.all([shell_port, iopub_port, control_port].map(peerOn));
const pack = (type: string, parent: object, content: Record<string, unknown>): Uint8Array[] =>
  packMessage(key, { header: messageHeader(type, "losing"), parent, metadata: {}, content });

(async () => {
  await control.receive();
  Deno.exit(0);
})();

let cells = 0;
while (true) {
  const { header, content } = parseMessage(key, await shell.receive());
  const code = String(content.code ?? "");
  const broadcast = (type: string, what: Record<string, unknown>): Promise<void> =>
    iopub.send(pack(type, header, what));
  const reply = (what: Record<string, unknown>): Promise<void> =>
    shell.send(pack("execute_reply", header, what));
  if (header.msg_type !== "execute_request" || code.includes("watchKernel")) {
    await reply({ status: "ok" });
  } else if (code.includes(".report()")) {
    const report = { lines: 100 * cells, displays: 3 * cells, uncaughtErrors: 0, pending: false };
    await reply({ status: "error", ename: "KernelReport", evalue: JSON.stringify(report) });
  } else {
    cells++;
    await broadcast("stream", { name: "stdout", text: "line\n".repeat(60) });
    await broadcast("display_data", { data: { "text/plain": "shown" }, metadata: {} });
    await reply({ status: "ok", execution_count: cells });
  }
  if (code !== "lose idle") await broadcast("status", { execution_state: "idle" });
}
