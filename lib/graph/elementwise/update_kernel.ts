/** An update region as one pass over its vectors, in WebAssembly. */
import type { GraphNode, Precision } from "../graph.ts";
import { hostArray } from "../program.ts";
import { ELEMENTWISE } from "./instructions.ts";
import type { UpdateRegion } from "./update_region.ts";
import { WASM, wasmModule } from "./wasm_module.ts";

const PAGE = 65_536, LINE = 64, VECTOR = 16;
/** Memory limit of one kernel; larger ones do not fit into 32-bit memory. */
const MOST_BYTES = 2 ** 31;

/** Numbers in a kernel's memory. */
export type FloatArray = Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;

/** A compiled update: its memory and the pass over it. */
export interface UpdateKernel {
  /** The carried vectors, which the pass overwrites with the next ones. */
  readonly carried: Readonly<Record<string, FloatArray>>;
  /** Where the rest of the program writes the gradient and its other results. */
  readonly given: ReadonlyMap<GraphNode, FloatArray>;
  /** Where the numbers of the step are written, in the region's order. */
  readonly numbers: FloatArray;
  /** Runs the pass. */
  run(): void;
}

/** Allocates arrays in one memory, each aligned to a cache line. */
class Layout {
  bytes = 0;

  constructor(readonly width: number) {}

  /** Address of a new array. */
  place(length: number): number {
    const address = this.bytes;
    this.bytes += Math.ceil(length * this.width / LINE) * LINE;
    return address;
  }
}

/** Compile a region; `null` if its vectors do not fit into one memory. */
export function updateKernel(region: UpdateRegion, precision: Precision): UpdateKernel | null {
  const width = precision === "float64" ? 8 : 4, layout = new Layout(width);
  const names = Object.keys(region.next), numbers = [...region.numbers.keys()];
  const carriedAt = new Map(names.map((name) => [name, layout.place(region.length)]));
  const givenAt = new Map(region.given.map((node) => [node, layout.place(node.size)]));
  const numbersAt = layout.place(numbers.length);
  if (layout.bytes > MOST_BYTES) return null;

  const memory = new WebAssembly.Memory({ initial: Math.ceil(layout.bytes / PAGE) + 1 });
  const array = (address: number, length: number): FloatArray =>
    precision === "float64"
      ? new Float64Array(memory.buffer as ArrayBuffer, address, length)
      : new Float32Array(memory.buffer as ArrayBuffer, address, length);
  const bytes = wasmModule(updateFunction(region, precision, {
    carried: (node) => carriedAt.get(region.carried.get(node)!)!,
    given: (node) => givenAt.get(node)!,
    number: (node) => numbersAt + numbers.indexOf(node) * width,
    next: (name) => carriedAt.get(name)!,
  }));
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { host: { memory } });
  return {
    carried: Object.fromEntries(names.map((name) => [name, array(carriedAt.get(name)!, region.length)])),
    given: new Map([...givenAt].map(([node, address]) => [node, array(address, node.size)])),
    numbers: array(numbersAt, numbers.length),
    run: exports.run as () => void,
  };
}

/** Addresses of what a region reads and writes. */
interface Addresses {
  carried(node: GraphNode): number;
  given(node: GraphNode): number;
  number(node: GraphNode): number;
  next(name: string): number;
}

/** Local variable that counts the processed bytes; the others hold the nodes' values. */
const DONE = 0;

function updateFunction(region: UpdateRegion, precision: Precision, at: Addresses) {
  const width = precision === "float64" ? 8 : 4, body: number[] = [];
  const emit = (...parts: readonly (readonly number[])[]) => {
    for (const part of parts) for (const byte of part) body.push(byte);
  };
  const locals = new Map<GraphNode, number>();
  const keep = (node: GraphNode) => {
    locals.set(node, locals.size + 1);
    emit(WASM.localSet(locals.size));
  };
  const compute = (node: GraphNode) => {
    for (const input of node.inputs) {
      if (input.values) emit(WASM.v128Const(splat(input.values[0], precision)));
      else emit(WASM.localGet(locals.get(input)!));
    }
    emit(WASM.simd(ELEMENTWISE[node.op.name][precision]));
    keep(node);
  };
  const isScalar = ({ shape }: GraphNode) => shape.length === 0;

  for (
    const [node, address] of [
      ...[...region.numbers.keys()].map((node) => [node, at.number(node)] as const),
      ...region.given.filter(isScalar).map((node) => [node, at.given(node)] as const),
    ]
  ) {
    emit(WASM.i32Const(0), WASM.v128LoadSplat(width, address));
    keep(node);
  }
  region.nodes.filter(isScalar).forEach(compute);

  emit(WASM.loop);
  for (
    const [node, address] of [
      ...[...region.carried.keys()].map((node) => [node, at.carried(node)] as const),
      ...region.given.filter((node) => !isScalar(node)).map((node) => [node, at.given(node)] as const),
    ]
  ) {
    emit(WASM.localGet(DONE), WASM.v128Load(address));
    keep(node);
  }
  region.nodes.filter((node) => !isScalar(node)).forEach(compute);
  for (const [name, node] of Object.entries(region.next)) {
    emit(WASM.localGet(DONE), WASM.localGet(locals.get(node)!), WASM.v128Store(at.next(name)));
  }
  emit(
    WASM.localGet(DONE),
    WASM.i32Const(VECTOR),
    WASM.i32Add,
    WASM.localTee(DONE),
    WASM.i32Const(region.length * width),
    WASM.i32LessThan,
    WASM.branchIf(0),
    WASM.end,
  );
  return { vectors: locals.size, body };
}

/** The bytes of a vector whose lanes all hold `value`. */
function splat(value: number, precision: Precision): Uint8Array {
  const lanes = hostArray(
    "float",
    precision,
    precision === "float64" ? [value, value] : new Array(4).fill(value),
  );
  return new Uint8Array(lanes.buffer as ArrayBuffer);
}
