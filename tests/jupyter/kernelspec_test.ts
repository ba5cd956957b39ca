import { assertEquals, assertThrows } from "@std/assert";
import { join } from "node:path";
import {
  installedCommand,
  installKernelspec,
  jupyterDataFolder,
  type JupyterPlatform,
  kernelspec,
  venvDataFolder,
} from "../../lib/jupyter/kernelspec.ts";
import { PINNED_DENO_COMMAND } from "../../lib/notebook/deno_version.ts";

function platform(os: JupyterPlatform["os"], variables: Record<string, string>): JupyterPlatform {
  return { os, env: (name) => variables[name] };
}

Deno.test("kernelspec() starts this Deno by its absolute path, interrupts by message and prints plain text", () => {
  assertEquals(kernelspec(), {
    argv: [Deno.execPath(), "jupyter", "--kernel", "--conn", "{connection_file}"],
    display_name: "Deno",
    language: "typescript",
    interrupt_mode: "message",
    env: { NO_COLOR: "1", DENO_NO_UPDATE_CHECK: "1" },
  });
});

Deno.test("kernelspec() of the pinned version starts it by npx", () => {
  const start = ["npx", "-y", "deno@2.8.1", "jupyter", "--kernel", "--conn", "{connection_file}"];
  assertEquals(kernelspec(PINNED_DENO_COMMAND).argv, start);
});

Deno.test("jupyterDataFolder() knows the folder of each platform", () => {
  assertEquals(
    jupyterDataFolder(platform("linux", { HOME: "/h" })),
    join("/h", ".local", "share", "jupyter"),
  );
  assertEquals(
    jupyterDataFolder(platform("linux", { HOME: "/h", XDG_DATA_HOME: "/x" })),
    join("/x", "jupyter"),
  );
  assertEquals(jupyterDataFolder(platform("darwin", { HOME: "/h" })), join("/h", "Library", "Jupyter"));
  assertEquals(jupyterDataFolder(platform("windows", { APPDATA: "/a" })), join("/a", "jupyter"));
});

Deno.test("jupyterDataFolder() prefers JUPYTER_DATA_DIR and names it where nothing is set", () => {
  assertEquals(jupyterDataFolder(platform("linux", { HOME: "/h", JUPYTER_DATA_DIR: "/j" })), "/j");
  assertThrows(() => jupyterDataFolder(platform("linux", {})), TypeError, "JUPYTER_DATA_DIR nor HOME");
});

Deno.test("installKernelspec() writes kernels/deno/kernel.json and names another kernel that it replaces", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const data = venvDataFolder(folder);
    assertEquals(await installedCommand(data), undefined);
    const first = await installKernelspec(data, kernelspec(["old-deno"]));
    assertEquals(first, {
      path: join(folder, "share", "jupyter", "kernels", "deno", "kernel.json"),
      replaced: undefined,
    });
    assertEquals(JSON.parse(await Deno.readTextFile(first.path)), kernelspec(["old-deno"]));
    const second = await installKernelspec(data, kernelspec(["deno"]));
    assertEquals(second.replaced, kernelspec(["old-deno"]).argv);
    assertEquals((await installKernelspec(data, kernelspec(["deno"]))).replaced, undefined);
    assertEquals(await installedCommand(data), kernelspec(["deno"]).argv);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("installedCommand() is empty for a file that is no kernelspec", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.mkdir(join(folder, "kernels", "deno"), { recursive: true });
    await Deno.writeTextFile(join(folder, "kernels", "deno", "kernel.json"), "broken");
    assertEquals(await installedCommand(folder), []);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
