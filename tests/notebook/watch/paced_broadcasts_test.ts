import { assert, assertEquals, assertRejects } from "@std/assert";
import { PacedBroadcasts } from "../../../lib/notebook/watch/paced_broadcasts.ts";

/** Broadcasts whose turns end only by `turn`, and what was sent in each of them. */
function testBroadcasts() {
  const turns: string[][] = [[]];
  const waiting: (() => void)[] = [];
  const paced = new PacedBroadcasts(() => new Promise((resolve) => waiting.push(resolve)));
  const send = (name: string, bytes = 10): Promise<string> =>
    paced.send(bytes, () => {
      turns.at(-1)!.push(name);
      return Promise.resolve(name);
    });
  const turn = async (): Promise<void> => {
    turns.push([]);
    for (const resolve of waiting.splice(0)) resolve();
    await new Promise((resolve) => setTimeout(resolve, 0));
  };
  return { paced, send, turn, turns };
}

Deno.test("PacedBroadcasts sends a few messages at once", async () => {
  const { send, turns } = testBroadcasts();
  assertEquals(await Promise.all([send("a"), send("b")]), ["a", "b"]);
  assertEquals(turns, [["a", "b"]]);
});

Deno.test("PacedBroadcasts sends many messages in their order, a few in each turn", async () => {
  const { paced, send, turn, turns } = testBroadcasts();
  const names = Array.from({ length: 100 }, (_, k) => `${k}`);
  const sent = Promise.all(names.map((name) => send(name)));
  let settled = false;
  const all = paced.settled().then(() => settled = true);
  while (turns.flat().length < 100) {
    assertEquals(settled, false);
    await turn();
  }
  await turn();
  await turn();
  await Promise.all([sent, all]);
  assertEquals(turns.flat(), names);
  assert(turns.every((turn) => turn.length <= 8), JSON.stringify(turns.map((turn) => turn.length)));
});

Deno.test("PacedBroadcasts gives a large message the turns that it needs", async () => {
  const { send, turn, turns } = testBroadcasts();
  const sent = Promise.all([send("large", 300_000), send("next", 10)]);
  for (let k = 0; k < 6; k++) await turn();
  await sent;
  assertEquals(turns.findIndex((names) => names.includes("next")), 4);
});

Deno.test("PacedBroadcasts passes on what a message throws, and sends the next one", async () => {
  const { paced, send, turn } = testBroadcasts();
  for (let k = 0; k < 8; k++) send(`${k}`);
  const failing = paced.send(10, () => Promise.reject(new RangeError("bad")));
  const rejected = assertRejects(() => failing, RangeError, "bad");
  const next = send("next");
  await turn();
  await rejected;
  assertEquals(await next, "next");
});
