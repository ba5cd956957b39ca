import { assertEquals, assertRejects } from "@std/assert";
import {
  displayable,
  displayNow,
  insideKernel,
  JUPYTER_DISPLAY,
  NotInKernelError,
  show,
  updateDisplay,
} from "../../lib/notebook/display.ts";

Deno.test("displayable() shows a bundle, or what a function makes when it is shown", async () => {
  assertEquals(await displayable({ "text/plain": "a" })[JUPYTER_DISPLAY](), { "text/plain": "a" });
  let made = 0;
  const value = displayable(() => Promise.resolve({ "text/plain": String(++made) }));
  assertEquals(made, 0);
  assertEquals(await value[JUPYTER_DISPLAY](), { "text/plain": "1" });
});

Deno.test("insideKernel() is false outside a kernel, where showing at once is an error", async () => {
  assertEquals(insideKernel(), false);
  await assertRejects(() => displayNow({ "text/plain": "a" }), NotInKernelError, "show a display");
  await assertRejects(() => show(displayable({ "text/plain": "a" })), NotInKernelError);
  await assertRejects(() => updateDisplay("d", { "text/plain": "a" }), NotInKernelError, "update a display");
});
