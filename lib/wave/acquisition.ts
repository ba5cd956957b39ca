import { requireInteger } from "../checks.ts";

/** A cell of the model: row from the surface down, column. */
export type Cell = readonly [z: number, x: number];

/** One source and the receivers that listen to it. */
export interface Shot {
  readonly source: Cell;
  readonly receivers: readonly Cell[];
}

/** Of shots along one row. */
export interface LineAcquisitionOptions {
  /** Columns of the model. */
  nx: number;
  /** Sources, evenly spread. */
  shots: number;
  /** Columns from one receiver to the next; 1 unless given. */
  receiverEvery?: number;
  /** Row of sources and receivers; 1 unless given. */
  row?: number;
}

/**
 * Shots along one row: sources in the middle of equal parts of it, and one line of receivers that all of them share.
 *
 * @throws {RangeError} for counts that are not positive, or more shots than columns
 */
export function lineAcquisition(options: LineAcquisitionOptions): Shot[] {
  const { nx, shots, receiverEvery = 1, row = 1 } = options, where = "lineAcquisition";
  requireInteger(where, "nx", nx);
  requireInteger(where, "shots", shots, 1, nx);
  requireInteger(where, "receiverEvery", receiverEvery);
  requireInteger(where, "row", row, 0);
  const receivers = Array.from(
    { length: Math.ceil(nx / receiverEvery) },
    (_, k): Cell => [row, k * receiverEvery],
  );
  return Array.from(
    { length: shots },
    (_, k) => ({ source: [row, Math.floor((k + 0.5) * nx / shots)], receivers }),
  );
}

/**
 * Checks that sources and receivers lie in a model.
 *
 * @throws {RangeError} for no shots, no receivers, or a cell outside the model, by its shot
 */
export function requireShots(
  where: string,
  shots: readonly Shot[],
  { nz, nx }: { readonly nz: number; readonly nx: number },
): void {
  if (shots.length === 0) throw new RangeError(`${where}: at least one shot is needed, got none`);
  const check = (what: string, [z, x]: Cell) => {
    const inside = (i: number, n: number) => Number.isInteger(i) && i >= 0 && i < n;
    if (inside(z, nz) && inside(x, nx)) return;
    throw new RangeError(
      `${where}: ${what} must lie in rows 0 … ${nz - 1} and columns 0 … ${
        nx - 1
      } of the model, got [${z}, ${x}]`,
    );
  };
  shots.forEach(({ source, receivers }, k) => {
    check(`the source of shot ${k}`, source);
    if (receivers.length === 0) throw new RangeError(`${where}: shot ${k} needs a receiver, got none`);
    receivers.forEach((cell, r) => check(`receiver ${r} of shot ${k}`, cell));
  });
}
