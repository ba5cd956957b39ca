/** A thread that runs shots for a {@linkcode ShotPool}; loaded as a worker only. */
import { type AcousticSolver, acousticSolver } from "./acoustic_solver.ts";
import { MemoryLimitError } from "./checkpoint_plan.ts";
import type { ShotAnswer, ShotTask } from "./shot_pool.ts";

const scope = globalThis as unknown as {
  onmessage: (event: MessageEvent<ShotTask>) => void;
  postMessage(message: unknown, transfer?: Transferable[]): void;
};
let solver: AcousticSolver;

scope.onmessage = ({ data: task }) => {
  const answer: ShotAnswer = attempt(() => perform(task));
  scope.postMessage(answer);
};

function attempt(body: () => unknown): ShotAnswer {
  try {
    return { done: body() };
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    return { failed: { name, message, ...error instanceof MemoryLimitError ? { ...error } : {} } };
  }
}

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
