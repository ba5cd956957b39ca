import { assertEquals } from "@std/assert";
import {
  type ErrorContent,
  errorContent,
  onUncaughtError,
} from "../../../lib/notebook/watch/uncaught_errors.ts";

/** What is reported of the events that `dispatch` gives to a target. */
async function reported(dispatch: (target: EventTarget) => void): Promise<ErrorContent[]> {
  const target = new EventTarget();
  const errors: ErrorContent[] = [];
  onUncaughtError((error) => errors.push(error), target);
  dispatch(target);
  await Promise.resolve();
  return errors;
}

function rejection(reason: unknown): Event {
  return Object.assign(new Event("unhandledrejection", { cancelable: true }), { reason });
}

Deno.test("onUncaughtError() reports errors and rejections, and keeps errors from the kernel", async () => {
  const event = new ErrorEvent("error", { error: new RangeError("a"), cancelable: true });
  const errors = await reported((target) => {
    target.dispatchEvent(event);
    target.dispatchEvent(rejection(new TypeError("b")));
  });
  assertEquals(errors.map(({ ename, evalue }) => [ename, evalue]), [["RangeError", "a"], ["TypeError", "b"]]);
  assertEquals(event.defaultPrevented, true);
});

Deno.test("onUncaughtError() takes the text of an event that has no error, as that of a worker", async () => {
  const errors = await reported((target) => {
    target.dispatchEvent(new ErrorEvent("error", { message: "in a worker", error: null, cancelable: true }));
  });
  assertEquals(errors.map(({ evalue }) => evalue), ["in a worker"]);
});

Deno.test("onUncaughtError() leaves out what another listener has handled, before or after it", async () => {
  const errors = await reported((target) => {
    for (const type of ["error", "unhandledrejection"]) {
      target.addEventListener(type, (event) => event.preventDefault());
    }
    target.dispatchEvent(new ErrorEvent("error", { error: new Error("a"), cancelable: true }));
    target.dispatchEvent(rejection(new Error("b")));
    const prevented = new ErrorEvent("error", { error: new Error("c"), cancelable: true });
    prevented.preventDefault();
    target.dispatchEvent(prevented);
  });
  assertEquals(errors, []);
});

Deno.test("errorContent() describes errors with their causes, and values that are none", () => {
  const { ename, evalue, traceback } = errorContent(new RangeError("outer", { cause: new Error("inner") }));
  assertEquals([ename, evalue, traceback.some((line) => line.includes("inner"))], [
    "RangeError",
    "outer",
    true,
  ]);
  assertEquals(errorContent("text"), { ename: "Uncaught", evalue: "text", traceback: ['"text"'] });
  assertEquals(errorContent(null).evalue, "null");
});
