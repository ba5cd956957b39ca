import { createHmac, timingSafeEqual } from "node:crypto";

/** Version of the Jupyter messaging protocol that this client announces. */
export const PROTOCOL_VERSION = "5.3";

/** Header of a Jupyter message. */
export interface MessageHeader {
  /** Unique name of the message. */
  msg_id: string;
  /** Unique name of the sender's session. */
  session: string;
  /** Name of the user. */
  username: string;
  /** Time of sending, ISO 8601. */
  date: string;
  /** Type of the content, for example `execute_request`. */
  msg_type: string;
  /** Version of the protocol. */
  version: string;
}

/** A parsed Jupyter message; the content depends on its type, so it is read field by field. */
export interface JupyterMessage {
  /** Header of this message. */
  header: MessageHeader;
  /** Header of the request that it answers; empty if there is none. */
  parent: Partial<MessageHeader>;
  /** Free metadata. */
  metadata: Record<string, unknown>;
  /** Content, by message type. */
  content: Record<string, unknown>;
}

/** A message that is not a Jupyter message or was signed with another key. */
export class MessageError extends Error {
  /** Name of the class. */
  override name = "MessageError";
}

const DELIMITER = "<IDS|MSG>";
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/**
 * Header for a new message of this client.
 *
 * @param messageType `execute_request` for example
 * @param session unique name of the client's session
 * @param messageId unique name of the message
 * @returns the header, dated now
 */
export function messageHeader(
  messageType: string,
  session: string,
  messageId: string = crypto.randomUUID(),
): MessageHeader {
  return {
    msg_id: messageId,
    session,
    username: "papers",
    date: new Date().toISOString(),
    msg_type: messageType,
    version: PROTOCOL_VERSION,
  };
}

/**
 * HMAC-SHA256 of the four JSON frames of a message.
 *
 * Source: https://jupyter-client.readthedocs.io/en/stable/messaging.html#the-wire-protocol
 *
 * @param key the key of the connection file
 * @param frames header, parent header, metadata and content as bytes
 * @returns 64 lower-case hexadecimal digits
 */
export function signMessage(key: string, frames: readonly Uint8Array[]): string {
  const hmac = createHmac("sha256", key);
  for (const frame of frames) hmac.update(frame);
  return hmac.digest("hex");
}

/**
 * Frames of a signed message, ready for {@linkcode ZmtpConnection.send}.
 *
 * @param key the key of the connection file
 * @param message the message
 * @returns delimiter, signature, header, parent header, metadata, content
 */
export function packMessage(key: string, message: JupyterMessage): Uint8Array[] {
  const body = [message.header, message.parent, message.metadata, message.content]
    .map((part) => encoder.encode(JSON.stringify(part)));
  return [encoder.encode(DELIMITER), encoder.encode(signMessage(key, body)), ...body];
}

/**
 * Reads the frames of a message and checks its signature.
 *
 * @param key the key of the connection file
 * @param frames what {@linkcode ZmtpConnection.receive} returned
 * @returns the message
 * @throws {MessageError} if the delimiter or a frame is missing, the signature is wrong, or a frame is not a JSON
 *   object
 */
export function parseMessage(key: string, frames: readonly Uint8Array[]): JupyterMessage {
  const delimiter = frames.findIndex((frame) => decoder.decode(frame) === DELIMITER);
  if (delimiter < 0) throw new MessageError(`Cannot read a message: no frame is "${DELIMITER}"`);
  const signature = frames[delimiter + 1];
  const body = frames.slice(delimiter + 2, delimiter + 6);
  if (body.length < 4) {
    throw new MessageError(`Cannot read a message: ${body.length} frames after the signature, 4 expected`);
  }
  const expected = encoder.encode(signMessage(key, body));
  if (signature.length !== expected.length || !timingSafeEqual(signature, expected)) {
    throw new MessageError("Cannot read a message: its signature does not match the key");
  }
  const [header, parent, metadata, content] = body.map(parseObject);
  if (typeof header.msg_type !== "string" || typeof header.msg_id !== "string") {
    throw new MessageError("Cannot read a message: its header has no msg_type or no msg_id");
  }
  return { header: header as unknown as MessageHeader, parent, metadata, content };
}

function parseObject(frame: Uint8Array): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(decoder.decode(frame));
  } catch (error) {
    throw new MessageError(`Cannot read a message: a frame is not JSON (${(error as Error).message})`);
  }
  // Some kernels send null for an absent parent or empty metadata.
  if (value === null) return {};
  if (typeof value !== "object" || Array.isArray(value)) {
    throw new MessageError(`Cannot read a message: a frame holds ${typeof value}, not an object`);
  }
  return value as Record<string, unknown>;
}
