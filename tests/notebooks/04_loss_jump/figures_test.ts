import { assert } from "@std/assert";
import * as draw from "../../../notebooks/04_loss_jump/figures.ts";
import { centredStairs, stairsOf } from "../../../notebooks/04_loss_jump/measures.ts";
import { EQUATIONS, namesOf } from "../../../notebooks/04_loss_jump/names.ts";
import {
  centredRun,
  cureRun,
  DOWN,
  equationRun,
  equations,
  FIT,
  JUMPS,
  K,
  layerRun,
  operatorRun,
  optimiserRun,
  orderRun,
  preferredRun,
  randomRun,
  RATES,
  reverseRun,
  STAYS,
  STEPS,
  switchRun,
  theoryRun,
  UP,
} from "./made_up_runs.ts";

Deno.test("every figure has a title and named axes", () => {
  const switches = [switchRun(), switchRun()],
    solved = [equations(), equations()],
    names = namesOf(EQUATIONS);
  const started = [randomRun([5, 4, 3, 2]), randomRun([5, 4, 3, 2])], shown = JUMPS.shown!;
  const steps = Array.from({ length: 12 }, (_, i) => i);
  const order = { data: orderRun(0.28, UP), model: orderRun(0.014, DOWN) };
  const record = {
    steps,
    curves: { error: steps.map((step) => 1 / (step + 1)) },
    snapshots: [],
    parameters: new Float64Array(1),
    engine: "",
  };
  const twelve = {
    ...JUMPS,
    steps,
    data: steps.map(() => 1),
    residual: steps.map(() => 1),
    shown: { ...shown, steps, network: steps.map(() => [0, 1, 0]), residual: steps.map(() => [0, 1, 0]) },
  };
  const figures = [
    draw.twoErrors(),
    draw.jumpAtAGlance(switches, [1, 10], STEPS),
    draw.lossCurve(record, record),
    draw.lossesThroughSwitch(switches),
    draw.firstSteps(switches),
    draw.errorSlider(JUMPS, [1, 10], STEPS),
    draw.spectrumSlider(JUMPS, STEPS),
    draw.spectrumMap(FIT, JUMPS),
    draw.frequencyAndGradients(switches),
    draw.jumpsByLoss(switches),
    draw.recoveryByRate(switches),
    draw.otherNetworks({ a: switches, b: switches }),
    draw.equationLosses(solved, names),
    draw.equationJumps(solved, names),
    draw.equationSlider("burgers", equationRun(JUMPS), [5, 4]),
    draw.frequencyOrders([order], [order], [1, 2, 3, 4, 5]),
    draw.modeRateSlider([RATES], K, [1, 3]),
    draw.staircase({ x: started.map(stairsOf), centred: [centredStairs(centredRun([5, 4, 3, 2]).model)] }, [
      0,
      1,
    ]),
    draw.wanderingSlider(twelve),
    draw.orderSweep([operatorRun([1, 2, 3, 4, 5])], [preferredRun([1, 2, 3, 4])]),
    draw.foreseenJumps([theoryRun([90, 2, 70], [100, 2, 80])]),
    draw.curesCompared([cureRun(STAYS)]),
    draw.optimiserPaths([optimiserRun(5), optimiserRun(6)]),
    draw.firstLayerSlider([[layerRun(1, 1), layerRun(8, 8)]], K),
    draw.reverseAndStates([reverseRun(STAYS, [1, 2, 3])]),
  ];
  for (const { parts: { title, alt, interactive } } of figures) {
    assert(title.length > 10, title);
    assert(!/axis: ;|axis: \./.test(alt), alt);
    assert(interactive.data.length > 0, title);
  }
});
