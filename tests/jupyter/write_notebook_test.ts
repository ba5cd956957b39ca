import { assertEquals, assertRejects } from "@std/assert";
import type { Notebook } from "../../lib/jupyter/notebook.ts";
import { readNotebook } from "../../lib/jupyter/read_notebook.ts";
import { serializeNotebook, writeNotebook } from "../../lib/jupyter/write_notebook.ts";

function exampleNotebook(): Notebook {
  return {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { kernelspec: { name: "deno", display_name: "Deno" } },
    cells: [
      { cell_type: "markdown", id: "m", metadata: {}, source: "# Title\n\ntext" },
      {
        cell_type: "code",
        id: "c",
        metadata: {},
        source: "",
        execution_count: 1,
        outputs: [
          { output_type: "stream", name: "stdout", text: "a\nb\n" },
          {
            output_type: "display_data",
            data: {
              "text/plain": "x\ny",
              "image/png": "iVBO\nRw==",
              "application/x+json": { b: "1\n2", a: 1 },
            },
            metadata: {},
          },
          { output_type: "error", ename: "Error", evalue: "e", traceback: ["t"] },
        ],
      },
    ],
  };
}

Deno.test("serializeNotebook() writes as Jupyter does: sorted keys, lists of lines, pictures in one piece", () => {
  const text = serializeNotebook(exampleNotebook());
  assertEquals(text.startsWith('{\n "cells": [\n  {\n   "cell_type": "markdown",\n   "id": "m",'), true);
  assertEquals(text.endsWith("}\n"), true);
  const { cells } = JSON.parse(text);
  assertEquals(cells[0].source, ["# Title\n", "\n", "text"]);
  assertEquals(cells[1].source, []);
  assertEquals(cells[1].outputs[0].text, ["a\n", "b\n"]);
  assertEquals(cells[1].outputs[1].data, {
    "application/x+json": { a: 1, b: "1\n2" },
    "image/png": "iVBO\nRw==",
    "text/plain": ["x\n", "y"],
  });
});

Deno.test("readNotebook() reads back what writeNotebook() wrote", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const path = `${folder}/a.ipynb`;
    await Deno.writeTextFile(path, "older content");
    await writeNotebook(path, exampleNotebook());
    assertEquals(await readNotebook(path), exampleNotebook());
    assertEquals([...Deno.readDirSync(folder)].map((entry) => entry.name), ["a.ipynb"]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("writeNotebook() leaves no temporary file behind where it cannot take the name", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.mkdir(`${folder}/a.ipynb/inside`, { recursive: true });
    await assertRejects(() => writeNotebook(`${folder}/a.ipynb`, exampleNotebook()));
    assertEquals([...Deno.readDirSync(folder)].map((entry) => entry.name), ["a.ipynb"]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("writeNotebook() makes a missing folder", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const path = `${folder}/not/there/a.ipynb`;
    await writeNotebook(path, exampleNotebook());
    assertEquals(await Deno.readTextFile(path), serializeNotebook(exampleNotebook()));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
