import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { figure, type FigureOptions, type Layout } from "../../../lib/figure/mod.ts";
import { drawPng } from "../../../lib/figure/static/draw_png.ts";

const AXES: Layout = { xaxis: { title: "x" }, yaxis: { title: "y" } };
const CURVE = { name: "train", mode: "lines", x: [1, 2], y: [1, 2] };

/** What drawing a figure warns of. */
async function warningsOf(options: Partial<FigureOptions>): Promise<string[]> {
  const warnings: string[] = [];
  const { parts } = figure({ title: "Runs", data: [CURVE], layout: AXES, ...options });
  await drawPng(parts, (sentence) => warnings.push(sentence));
  return warnings;
}

Deno.test("LaTeX is drawn literally, with one warning that names figure and labels", async () => {
  const labels: Partial<FigureOptions>[] = [
    { title: "Loss of $\\alpha$" },
    { layout: { ...AXES, xaxis: { title: "$x^2$" } } },
    { data: [CURVE, { ...CURVE, name: "$\\beta$" }] },
    { layout: { ...AXES, annotations: [{ text: "$y$", x: 1, y: 1 }] } },
    { layout: { ...AXES, xaxis: { title: "x", tickvals: [1], ticktext: ["$1$"] } } },
  ];
  for (const options of labels) {
    const [warning, ...others] = await warningsOf(options);
    assertStringIncludes(
      warning,
      `The picture of the figure "${options.title ?? "Runs"}" is not as intended: LaTeX`,
    );
    assert(/\("[^"]*\$[^$]+\$"\)/.test(warning), warning);
    assertEquals(others, []);
  }
});

Deno.test("a figure that is as meant gives no warning", async () => {
  assertEquals(await warningsOf({ title: "Price in $, loss <train> of 漢字 and 🚀, خطأ" }), []);
});

Deno.test("signs that no font has are named with the figure", async () => {
  const [warning] = await warningsOf({ title: "\u{E000}" });
  assertStringIncludes(
    warning,
    'The picture of the figure "\u{E000}" is not as intended: boxes stand for "\u{E000}" (U+E000)',
  );
});

Deno.test("what plotly.js cannot draw is an error with the figure's name, and the next figures are drawn", async () => {
  const { parts } = figure({ title: "Runs", data: [CURVE], layout: AXES });
  // Past the checks of a figure, on an axis that is too short.
  const broken = {
    ...parts,
    title: "Short",
    still: { ...parts.still, data: [{ type: "bar", x: [1], y: [1e-308] }] },
  };
  for (let i = 0; i < 2; i++) {
    const error = await assertRejects(
      () => drawPng(broken, () => {}),
      Error,
      'Cannot draw the figure "Short": plotly.js says "Something went wrong with axis scaling"',
    );
    assertStringIncludes((error.cause as Error).message, "axis scaling");
    assert((await drawPng(parts, () => {})).length > 0);
  }
  const nowhere = {
    ...parts,
    still: { ...parts.still, data: [{ ...CURVE, x: [0, 1, 2], y: [-1.7e304, 0, 1.7e304] }] },
  };
  await assertRejects(() => drawPng(nowhere, () => {}), Error, '"Runs": plotly.js finds no place');
});
