import { assertEquals, assertStringIncludes } from "@std/assert";
import { denoVersionWarning, PINNED_DENO } from "../../lib/notebook/deno_version.ts";

Deno.test("denoVersionWarning() is silent for the pinned version", () => {
  assertEquals(denoVersionWarning(PINNED_DENO), undefined);
});

Deno.test("denoVersionWarning() warns of lost outputs in exactly the versions that lose them", () => {
  for (const version of ["2.8.3", "2.9.0", "2.9.8", "2.9.6-rc.1"]) {
    assertStringIncludes(denoVersionWarning(version) ?? "", "loses cell outputs");
  }
  for (const version of ["2.8.2", "2.9.9", "2.7.14", "3.0.0"]) {
    assertStringIncludes(denoVersionWarning(version) ?? "", "not the tested version 2.8.1");
  }
});
