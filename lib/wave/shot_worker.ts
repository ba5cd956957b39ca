/** A thread that runs shots for a {@linkcode ShotPool}; loaded as a worker only. */
import { type AcousticSolver, acousticSolver } from "./acoustic_solver.ts";
import type { ShotTask } from "./shot_pool.ts";

const scope = globalThis as unknown as {
  onmessage: (event: MessageEvent<ShotTask>) => void;
  postMessage(message: unknown, transfer?: Transferable[]): void;
};
let solver: AcousticSolver;

scope.onmessage = ({ data: task }) => {
  try {
    scope.postMessage({ done: perform(task) });
  } catch (error) {
    scope.postMessage({ failed: error instanceof Error ? `${error.name}: ${error.message}` : String(error) });
  }
};

function perform(task: ShotTask): unknown {
  switch (task.kind) {
    case "start":
      solver = acousticSolver(task.settings);
      return null;
    case "velocity":
      return solver.setVelocity(task.velocity);
    case "forward":
      return task.keep
        ? solver.forwardKept(task.shot, task.wavelet)
        : solver.forward(task.shot, task.wavelet);
    case "backward":
      return solver.backward(task.adjointSource);
  }
}
