import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { helpText, parseArguments, type TaskUsage } from "../../lib/cli/arguments.ts";
import { UsageError } from "../../lib/cli/usage_error.ts";

const USAGE: TaskUsage = {
  task: "cook",
  description: "Cooks dishes.",
  positionals: "DISH",
  options: {
    heat: { type: "string", value: "DEGREES", description: "how hot" },
    salt: { type: "boolean", description: "add salt" },
  },
};

Deno.test("parseArguments() reads options and other words in any order", () => {
  const args = parseArguments(USAGE, ["soup", "--heat", "90", "--salt", "stew"]);
  assertEquals(args.positionals, ["soup", "stew"]);
  assertEquals([args.text("heat"), args.has("heat"), args.has("salt"), args.help], ["90", true, true, false]);
  const none = parseArguments(USAGE, []);
  assertEquals([none.text("heat"), none.has("salt"), none.positionals], [undefined, false, []]);
  assertEquals(parseArguments(USAGE, ["--help"]).help, true);
});

Deno.test("parseArguments() lists the allowed options where one is unknown, lacks its value or has one too many", () => {
  for (const args of [["--pepper"], ["--heat"], ["--salt=yes"], ["-x"]]) {
    const error = assertThrows(() => parseArguments(USAGE, args), UsageError, "task cook: ");
    assertStringIncludes((error as Error).message, "allowed: --heat, --salt, --help");
  }
  assertThrows(() => parseArguments(USAGE, ["--pepper"]), UsageError, "'--pepper'");
});

Deno.test("parseArguments() rejects a word where the task takes none", () => {
  assertThrows(() => parseArguments({ ...USAGE, positionals: "" }, ["soup"]), UsageError, '"soup"');
});

Deno.test("helpText() shows each option with its value", () => {
  assertEquals(
    helpText(USAGE),
    "Cooks dishes.\nUsage: deno task cook DISH [options]\n  --heat DEGREES  how hot\n  --salt          add salt",
  );
});
