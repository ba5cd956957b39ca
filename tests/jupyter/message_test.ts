import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import {
  type JupyterMessage,
  MessageError,
  messageHeader,
  packMessage,
  parseMessage,
  signMessage,
} from "../../lib/jupyter/message.ts";

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

function exampleMessage(): JupyterMessage {
  return {
    header: messageHeader("execute_request", "session", "id-1"),
    parent: {},
    metadata: {},
    content: { code: "1 + 1 // µ" },
  };
}

Deno.test("signMessage() gives the digest that Python's hmac module gives", () => {
  // hmac.new(b"a-key", b'{"msg_type":"status"}' + b"{}" + b"{}" + '{"text":"µ"}'.encode(), "sha256").hexdigest()
  const frames = ['{"msg_type":"status"}', "{}", "{}", '{"text":"µ"}'].map(encode);
  assertEquals(
    signMessage("a-key", frames),
    "46962319ba9fa784bc287babc99b47384a90a87b737eeea78beff825cb783637",
  );
});

Deno.test("parseMessage() reads back what packMessage() packed", () => {
  const message = exampleMessage();
  assertEquals(parseMessage("key", packMessage("key", message)), message);
});

Deno.test("parseMessage() skips the routing frames before the delimiter", () => {
  const message = exampleMessage();
  assertEquals(parseMessage("key", [encode("identity"), ...packMessage("key", message)]), message);
});

Deno.test("parseMessage() takes null for an absent parent as an empty one", () => {
  const frames = packMessage("key", exampleMessage());
  frames[3] = encode("null");
  frames[1] = encode(signMessage("key", frames.slice(2)));
  assertEquals(parseMessage("key", frames).parent, {});
});

Deno.test("parseMessage() rejects a message that was signed with another key or changed on its way", () => {
  const frames = packMessage("key", exampleMessage());
  assertThrows(() => parseMessage("other", frames), MessageError, "signature");
  frames[5] = encode(decode(frames[5]).replace("1 + 1", "2 + 2"));
  assertThrows(() => parseMessage("key", frames), MessageError, "signature");
});

Deno.test("parseMessage() rejects frames without delimiter, too few frames, and a header without type", () => {
  const frames = packMessage("key", exampleMessage());
  assertThrows(() => parseMessage("key", frames.slice(1)), MessageError, "<IDS|MSG>");
  assertThrows(() => parseMessage("key", frames.slice(0, 4)), MessageError, "4 expected");
  const headless = packMessage("key", { ...exampleMessage(), header: {} as JupyterMessage["header"] });
  assertThrows(() => parseMessage("key", headless), MessageError, "msg_type");
});

Deno.test("messageHeader() names its type, session and protocol version", () => {
  const header = messageHeader("interrupt_request", "s");
  assertEquals([header.msg_type, header.session, header.version], ["interrupt_request", "s", "5.3"]);
  assertStringIncludes(header.date, "T");
});
