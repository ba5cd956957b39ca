import { assert, assertEquals, assertMatch, assertThrows } from "@std/assert";
import { isIntact, registeredSet, REGISTRY, UnknownDataSetError } from "../../lib/data/mod.ts";
import { realData } from "./real_data.ts";

const real = realData("mnist");

Deno.test("a set is found by its name in upper or lower case", () => {
  assertEquals(registeredSet("MNIST"), registeredSet("mnist"));
});

Deno.test("an unknown name lists the known ones", () => {
  const error = assertThrows(() => registeredSet("digits"), UnknownDataSetError, '"digits"');
  for (const { name } of REGISTRY) assert(error.message.includes(name));
});

Deno.test("every entry has mirrors that end in a slash, sizes and hashes of the right length", () => {
  for (const set of REGISTRY) {
    assert(set.mirrors.length > 0 && set.mirrors.every((mirror) => /^https:.*\/$/.test(mirror)));
    assert(set.licence !== "" && set.authors !== "" && set.title !== "");
    for (const { name, bytes, algorithm, hash } of set.files) {
      assertMatch(name, /^[\w.-]+$/);
      assert(Number.isInteger(bytes) && bytes > 0);
      assertMatch(hash, algorithm === "md5" ? /^[0-9a-f]{32}$/ : /^[0-9a-f]{64}$/);
    }
  }
});

Deno.test({
  name: `the registered size and hash are those of the official test files${real.note}`,
  ignore: real.ignore,
  fn: async () => {
    for (const file of registeredSet("mnist").files.filter(({ name }) => name.startsWith("t10k"))) {
      assert(await isIntact(`${real.path}/mnist/${file.name}`, file), file.name);
    }
  },
});
