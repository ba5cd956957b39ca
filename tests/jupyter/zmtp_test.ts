import { assertEquals, assertRejects } from "@std/assert";
import { encodeFrames, ZmtpConnection, ZmtpError } from "../../lib/jupyter/zmtp.ts";
import { ByteReader } from "../../lib/jupyter/byte_reader.ts";

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Listens on a free port and lets `serve` answer the first connection. */
async function withPeer(
  serve: (connection: Deno.Conn) => Promise<void>,
  use: (port: number) => Promise<void>,
): Promise<void> {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const serving = (async () => {
    const connection = await listener.accept();
    try {
      await serve(connection);
    } finally {
      connection.close();
    }
  })();
  try {
    await use((listener.addr as Deno.NetAddr).port);
    await serving;
  } finally {
    listener.close();
  }
}

async function write(connection: Deno.Conn, bytes: Uint8Array): Promise<void> {
  for (let written = 0; written < bytes.length;) {
    written += await connection.write(bytes.subarray(written));
  }
}

function greeting(mechanism: string, major = 3): Uint8Array {
  const bytes = new Uint8Array(64);
  bytes.set([0xff, 0, 0, 0, 0, 0, 0, 0, 1, 0x7f, major]);
  bytes.set(encode(mechanism), 12);
  return bytes;
}

const READY = new Uint8Array([4, 6, 5, ...encode("READY")]);

Deno.test("encodeFrames() marks all frames but the last and gives long ones a length of eight bytes", () => {
  const long = new Uint8Array(300).fill(7);
  assertEquals(
    encodeFrames([encode("ab"), long, new Uint8Array(0)]),
    new Uint8Array([1, 2, 97, 98, 3, 0, 0, 0, 0, 0, 0, 1, 44, ...long, 0, 0]),
  );
});

Deno.test("ZmtpConnection greets, subscribes, sends in order, and skips commands when it receives", async () => {
  const received: number[][] = [];
  await withPeer(async (connection) => {
    const reader = new ByteReader(connection);
    await reader.readExactly(64);
    await write(connection, greeting("NULL"));
    const [, length] = await reader.readExactly(2);
    await reader.readExactly(length);
    await write(connection, READY);
    received.push([...await reader.readExactly(3)], [...await reader.readExactly(3)], [
      ...await reader.readExactly(3),
    ]);
    await write(connection, new Uint8Array([4, 5, 4, ...encode("PING")]));
    await write(connection, encodeFrames([encode("one"), encode("two")]));
  }, async (port) => {
    const connection = await ZmtpConnection.connect(port, "SUB");
    connection.send([encode("x")]);
    await connection.send([encode("y")]);
    assertEquals(await connection.receive(), [encode("one"), encode("two")]);
    connection.close();
    connection.close();
  });
  assertEquals(received, [[0, 1, 1], [0, 1, 120], [0, 1, 121]]);
});

Deno.test("ZmtpConnection refuses a peer with another protocol or mechanism", async () => {
  for (const [answer, message] of [[new Uint8Array(64), "ZMTP 3"], [greeting("CURVE"), "CURVE"]] as const) {
    await withPeer(async (connection) => {
      await write(connection, answer);
      await new ByteReader(connection).readExactly(64);
    }, async (port) => {
      await assertRejects(() => ZmtpConnection.connect(port, "DEALER"), ZmtpError, message);
    });
  }
});
