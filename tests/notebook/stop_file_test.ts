import { assertEquals, assertThrows } from "@std/assert";
import { join } from "node:path";
import {
  clearStop,
  requestStop,
  stopFilePath,
  stopRequested,
  stopSignal,
} from "../../lib/notebook/stop_file.ts";

/** Gives a test the path of a stop file that does not exist yet, in a folder that does not exist either. */
async function withStopFile(use: (path: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await use(join(folder, "state", "stop.json"));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("stopFilePath() lies in the git-ignored folder of the repository", () => {
  assertEquals(stopFilePath().split(/[/\\]/).slice(-2), [".papers", "stop.json"]);
});

Deno.test("stopRequested() counts a request from the beginning of the training on, not an earlier one", async () => {
  await withStopFile(async (path) => {
    assertEquals(stopRequested(0, path), false);
    await requestStop(path, 1000);
    assertEquals([999, 1000, 1001].map((since) => stopRequested(since, path)), [true, true, false]);
  });
});

Deno.test("stopSignal() is not set by a request from before, and stays set after the file is cleared", async () => {
  await withStopFile(async (path) => {
    await requestStop(path, 1000);
    const later = stopSignal(2000, path);
    assertEquals(later.aborted, false);
    later.throwIfAborted();
    const signal = stopSignal(500, path);
    assertThrows(() => signal.throwIfAborted(), DOMException, "task stop");
    await clearStop(path);
    assertEquals(signal.aborted, true);
    assertEquals(stopSignal(500, path).aborted, false);
  });
});

Deno.test("clearStop() of an absent file does nothing", async () => {
  await withStopFile((path) => clearStop(path));
});

Deno.test("stopRequested() names a file that holds no request", async () => {
  await withStopFile(async (path) => {
    await requestStop(path);
    for (const text of ["", "null", "{}", '{"requestedAt":"now"}']) {
      await Deno.writeTextFile(path, text);
      assertThrows(() => stopRequested(0, path), TypeError, path);
    }
  });
});
