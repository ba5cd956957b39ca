/**
 * The notebook of a new paper, cell by cell: Markdown in the comments that begin with %% markdown, code after the lines
 * %% code and %% live; the latter is taken from `live.ts`.
 */
/* %% markdown
# 00 · NEW TITLE

NEW AUTHORS, _NEW TITLE_, arXiv [0000.00000](https://arxiv.org/abs/0000.00000).

- **The paper's central claim.** A network learns the lower of two frequencies first. (Write the claim of your paper here; all five lines may say no more than the rows of the claims table.)
- **Our verdict.** C1 holds in every seed: sin 5x takes more than five times as many steps as sin x.
- **Where it fails.** On periodic features both take the same number of steps, as the control must show.
- **Why.** Not settled here; one number in one set-up.
- **New here.** X1: with larger initial parameters the higher frequency is learnt earlier.
*/

// %% code
import { runs } from "../../experiments/mod.ts";
import { orderFigure } from "./figures.ts";
import frequencyOrder from "./frequency_order.ts";

orderFigure((await runs(frequencyOrder, { profile: "full" })).results);

/* %% markdown
**Try it.** The next cell trains one network in a few seconds. Change a number and run it again.
*/

// %% live

/* %% markdown
## What is smaller here than in the paper

| paper | here | cost to close |
| --- | --- | --- |
| the paper's network and data | two hidden layers of 64 units, 65 points | core-hours of the larger run |
*/

// %% code
import { cost, environmentTable, notebookProfile, processMinutes } from "../../notebook/mod.ts";
import { claimsOfPaper, numberTable, range, remark, settingsTable } from "../../notebook/mod.ts";
import { extensionClaims, halfLearnt, highOverLow, paperClaims } from "./claims.ts";

environmentTable(notebookProfile(), { engine: frequencyOrder.engine.join(", ") });

/* %% markdown
## E1 · Which frequency comes first?

**Question (C1).** A network learns sin x + sin 5x from 65 evenly spaced points on [−π, π). Which sine does it learn first?

**What must be seen.** The error in the amplitude of sin x falls long before that of sin 5x. **Control.** On the features sin kx and cos kx, k = 1 … 5, both sines are equally easy: the order must disappear.
*/

// %% code
const ORDER = { ...frequencyOrder.plan().settings };
settingsTable(ORDER, {
  width: "our choice",
  points: "our choice",
  high: "our choice",
  scale: "our choice",
  learningRate: "our choice (quick: twice as much)",
  steps: "our choice (quick: 2,000)",
  readings: "our choice",
});

// %% code
const order = await runs(frequencyOrder, { settings: ORDER });
orderFigure(order.results);

// %% code
const ratios = (network: "plain" | "periodic") => order.results.map((run) => highOverLow(run[network]));
remark(
  `**What is seen.** sin 5x takes ${range(ratios("plain"))} times as many steps as sin x, ` +
    `on periodic features ${range(ratios("periodic"))} times as many. ${cost(order)}.`,
);

// %% code
numberTable(
  ["network", "seed", "sin x half learnt at step", "sin 5x half learnt at step"],
  (["plain", "periodic", "scaled"] as const).flatMap((name) =>
    order.results.map((run, i) => [
      name,
      order.seeds[i],
      halfLearnt(run[name], "low"),
      halfLearnt(run[name], "high"),
    ])
  ),
);

/* %% markdown
## Claims

Each row has a number for every seed, a threshold that was fixed before the runs, and a control that must not show the effect.
*/

// %% code
const claimed = await claimsOfPaper("00", paperClaims(order));
claimed;

/* %% markdown
## Beyond the paper

**X1.** With initial parameters times 4 the higher frequency is learnt earlier. **Control.** The usual start does not differ in this way between seeds.
*/

// %% code
await claimsOfPaper("00", extensionClaims(order), { completes: claimed });

/* %% markdown
## Limits and costs

- One network, one pair of frequencies, three seeds.
- The thresholds are our choice.
*/

// %% code
remark(
  `**Costs.** The runs shown here took ${processMinutes(order).toFixed(1)} minutes of process time; ` +
    "`deno task compute 00` computes them again, with `--resume` after a stop.",
);
