import { assertEquals } from "@std/assert";
import { settingValues } from "../../lib/notebook/setting_values.ts";

Deno.test("a setting has its value, or all that the cells take; lists are compared by content", () => {
  const cells = [{ width: 64, batch: 8, others: [1, 2] }, { width: 64, batch: 16, others: [1, 2], every: 5 }];
  assertEquals(settingValues(cells), { width: 64, batch: [8, 16], others: [1, 2], every: 5 });
  assertEquals(settingValues([]), {});
});
