/**
 * AssemblyScript. The 2-D acoustic wave equation in float32, of 4th or 8th order in space, with the self-adjoint PML of
 * Grote and Sim (2010); the adjoint q = mAλ obeys the same recursion.
 *
 * Fields: rows of `row` bytes, four floats of halo after each row, HALO rows above and below. In place, u = previous → next:
 *   inside  u ← 2c − u + b·K,  K = −S·Lc for the integer S that makes the weights of L whole,  b = −m/S
 *   frame   d = κ(σ⊥ − σ)·½Dc on half points, ξ = η + d, η ← βξ + d (that is ξ ← βξ + κ(σ⊥ − σ)·D½(c + u)), K ← K − S·D'ξ,
 *           u ← u + a(c − u + ½(b·K − ½dt²σxσz·(c + u))),  a = 2A, 0 in dead cells
 * D is held over its first weight, which κ has twice: D ~ near + WIDE·wide + WIDER·wider.
 */
const PLAIN = 0, STORE = 1, GRAD = 2, HALF = f32x4.splat(0.5);

let f0: usize, f1: usize, b: usize, a: usize, xx: usize, xz: usize, ex: usize, ez: usize, g: usize;
let px: usize, pz: usize, rows: i32, row: usize, top: i32, bottom: i32, lo: usize, hi: usize, surface: i32;
let wide: f32, wider: f32;

/** px: four rows by x (σ, σ at +½, β, −½S·κ there); pz: the same four numbers for each z. lo, hi: bytes of the inside in a row. */
export function setup(
  F0: usize, F1: usize, B: usize, A: usize, XX: usize, XZ: usize, EX: usize, EZ: usize, G: usize, PX: usize, PZ: usize,
  Rows: i32, Row: usize, Top: i32, Bottom: i32, Lo: usize, Hi: usize, Surface: i32, Wide: f32, Wider: f32,
): void {
  f0 = F0; f1 = F1; b = B; a = A; xx = XX; xz = XZ; ex = EX; ez = EZ; g = G; px = PX; pz = PZ;
  rows = Rows; row = Row; top = Top; bottom = Bottom; lo = Lo; hi = Hi; surface = Surface; wide = Wide; wider = Wider;
}

@inline function add(x: v128, y: v128): v128 { return f32x4.add(x, y); }
@inline function sub(x: v128, y: v128): v128 { return f32x4.sub(x, y); }
@inline function mul(x: v128, y: v128): v128 { return f32x4.mul(x, y); }
@inline function sum(x: v128, y: v128, z: v128, w: v128): v128 { return add(add(x, y), add(z, w)); }
@inline function at(p: usize): v128 { return v128.load(p); }
@inline function splat(value: f32): v128 { return f32x4.splat(value); }

/** K of the cell and the sums of its four neighbours at distances 1 to 4. */
@inline function kernelOf(order: i32, c: v128, n1: v128, n2: v128, n3: v128, n4: v128): v128 {
  if (order == 4) return add(sub(mul(splat(60), c), mul(splat(16), n1)), n2);
  const outer = sub(mul(splat(9), n4), mul(splat(128), n3)), inner = sub(mul(splat(1008), n2), mul(splat(8064), n1));
  return add(add(mul(splat(28700), c), inner), outer);
}
@inline function neighbours(q: usize, x: usize, z: usize): v128 { return sum(at(q - x), at(q + x), at(q - z), at(q + z)); }

@inline function finish(mode: i32, o: usize, k: v128, next: v128, u: usize, s: usize): void {
  if (mode == STORE) v128.store(s + o, k);
  v128.store(u + o, next);
  if (mode == GRAD) v128.store(g + o, add(at(g + o), mul(next, at(s + o))));
}

@inline function undamped(mode: i32, o: usize, c: v128, k: v128, u: usize, s: usize): void {
  finish(mode, o, k, add(sub(add(c, c), at(u + o)), mul(at(b + o), k)), u, s);
}

@inline function inside4(mode: i32, o: usize, l: v128, c: v128, r: v128, v1: v128, w1: v128, v2: v128, w2: v128, u: usize, s: usize): void {
  const n1 = sum(v128.shuffle<f32>(l, c, 3, 4, 5, 6), v128.shuffle<f32>(c, r, 1, 2, 3, 4), v1, w1);
  const n2 = sum(v128.shuffle<f32>(l, c, 2, 3, 4, 5), v128.shuffle<f32>(c, r, 2, 3, 4, 5), v2, w2);
  undamped(mode, o, c, kernelOf(4, c, n1, n2, n2, n2), u, s);
}

/** Two rows at once share what they load. */
@inline function pair4(mode: i32, z: i32, u: usize, p: usize, s: usize): void {
  const start = <usize>z * row + lo, end = <usize>z * row + hi;
  let l0 = at(p + start - 16), c0 = at(p + start), l1 = at(p + start + row - 16), c1 = at(p + start + row);
  for (let o = start; o < end; o += 16) {
    const q = p + o, r0 = at(q + 16), r1 = at(q + row + 16), up = at(q - row), down = at(q + 2 * row);
    inside4(mode, o, l0, c0, r0, up, c1, at(q - 2 * row), down, u, s);
    inside4(mode, o + row, l1, c1, r1, c0, down, up, at(q + 3 * row), u, s);
    l0 = c0; c0 = r0; l1 = c1; c1 = r1;
  }
}

@inline function pair8(mode: i32, z: i32, u: usize, p: usize, s: usize): void {
  for (let y = z; y < z + 2; y++) {
    const start = <usize>y * row + lo, end = <usize>y * row + hi;
    for (let o = start; o < end; o += 16) {
      const q = p + o, c = at(q);
      const k = kernelOf(8, c, neighbours(q, 4, row), neighbours(q, 8, 2 * row), neighbours(q, 12, 3 * row), neighbours(q, 16, 4 * row));
      undamped(mode, o, c, k, u, s);
    }
  }
}

/** D over its first weight, at the half point after q. */
@inline function half(order: i32, q: usize, d: usize): v128 {
  const inner = add(sub(at(q + d), at(q)), mul(splat(wide), sub(at(q + 2 * d), at(q - d))));
  return order == 4 ? inner : add(inner, mul(splat(wider), sub(at(q + 3 * d), at(q - 2 * d))));
}

function memory4(z: i32, from: usize, to: usize, p: usize): void { memory(4, z, from, to, p); }
function memory8(z: i32, from: usize, to: usize, p: usize): void { memory(8, z, from, to, p); }
@inline function memory(order: i32, z: i32, from: usize, to: usize, p: usize): void {
  const w = pz + (<usize>z << 4), sz = v128.load32_splat(w), szh = v128.load32_splat(w, 4), bz = v128.load32_splat(w, 8), kz = v128.load32_splat(w, 12);
  for (let x = from; x < to; x += 16) {
    const o = <usize>z * row + x, q = px + x;
    const dx = mul(mul(at(q + 3 * row), sub(sz, at(q + row))), half(order, p + o, 4));
    const dz = mul(mul(kz, sub(at(q), szh)), half(order, p + o, row));
    const x1 = add(at(ex + o), dx), z1 = add(at(ez + o), dz);
    v128.store(xx + o, x1); v128.store(ex + o, add(mul(at(q + 2 * row), x1), dx));
    v128.store(xz + o, z1); v128.store(ez + o, add(mul(bz, z1), dz));
  }
}

@inline function frame(order: i32, mode: i32, z: i32, from: usize, to: usize, p: usize, u: usize, s: usize): void {
  const sz = v128.load32_splat(pz + (<usize>z << 4));
  for (let x = from; x < to; x += 16) {
    const o = <usize>z * row + x, q = p + o, i = xx + o, j = xz + o, c = at(q), w = at(u + o);
    const near = add(sub(at(i), at(i - 4)), sub(at(j), at(j - row)));
    const second = add(sub(at(i + 4), at(i - 8)), sub(at(j + row), at(j - 2 * row)));
    let divergence = add(near, mul(splat(wide), second));
    const n1 = neighbours(q, 4, row), n2 = neighbours(q, 8, 2 * row);
    let n3 = n1, n4 = n2;
    if (order == 8) {
      const third = add(sub(at(i + 8), at(i - 12)), sub(at(j + 2 * row), at(j - 3 * row)));
      divergence = add(divergence, mul(splat(wider), third));
      n3 = neighbours(q, 12, 3 * row); n4 = neighbours(q, 16, 4 * row);
    }
    const k = add(kernelOf(order, c, n1, n2, n3, n4), divergence);
    const t = mul(HALF, sub(mul(at(b + o), k), mul(mul(at(px + x), sz), mul(HALF, add(c, w)))));
    finish(mode, o, k, add(w, mul(at(a + o), add(sub(c, w), t))), u, s);
  }
}

@inline function remember(order: i32, z: i32, from: usize, to: usize, p: usize): void {
  if (order == 4) memory4(z, from, to, p);
  else memory8(z, from, to, p);
}
@inline function layer(order: i32, z: i32, p: usize): void {
  if (z < top || z >= bottom) remember(order, z, 0, row - 16, p);
  else { remember(order, z, 0, lo, p); remember(order, z, hi, row - 16, p); }
}

/** Row −k of an odd or even field about the free surface: row 0, or half a row below it for values on half points. */
@inline function mirror(target: usize, source: usize, sign: f32): void {
  for (let x: usize = 0; x < row - 16; x += 16) v128.store(target + x, mul(splat(sign), at(source + x)));
}

@inline function step(order: i32, mode: i32, u: usize, p: usize, s: usize): void {
  const ahead = order == 4 ? 1 : 2;
  if (surface) for (let k: usize = 1; k <= <usize>order / 2; k++) mirror(p - k * row, p + k * row, -1);
  for (let z = 0; z < ahead; z++) layer(order, z, p);
  if (surface) for (let k: usize = 1; k <= <usize>ahead; k++) mirror(xz - k * row, xz + (k - 1) * row, 1);
  for (let z = 0; z < rows; z++) {
    const framed = z < top || z >= bottom;
    if (z + ahead < rows) layer(order, z + ahead, p);
    frame(order, mode, z, 0, framed ? row - 16 : lo, p, u, s);
    if (!framed) frame(order, mode, z, hi, row - 16, p, u, s);
  }
  for (let z = top; z < bottom; z += 2) {
    if (order == 4) pair4(mode, z, u, p, s);
    else pair8(mode, z, u, p, s);
  }
}
@inline function entry(list: usize, i: i32): usize { return list + (<usize>i << 2); }
@inline function bump(p: usize, by: f32): void { store<f32>(p, load<f32>(p) + by); }

@inline function run(order: i32, from: i32, to: i32, src: usize, wavelet: usize, rec: usize, count: i32, data: usize, snaps: usize, every: i32): void {
  for (let n = from; n < to; n++) {
    const p = n & 1 ? f1 : f0, u = n & 1 ? f0 : f1;
    for (let r = 0; r < count; r++) store<f32>(entry(data, n * count + r), load<f32>(p + load<u32>(entry(rec, r))));
    if (every > 0 && n % every == 0) step(order, STORE, u, p, snaps + <usize>((n - from) / every * rows) * row);
    else step(order, PLAIN, u, p, 0);
    bump(u + src, load<f32>(entry(wavelet, n)));
  }
}
/** p(n) lies in f0 for even n, in f1 for odd n; cells are offsets in bytes; stores K(n) of every n % every = 0. */
export function forward4(from: i32, to: i32, src: usize, wavelet: usize, rec: usize, count: i32, data: usize, snaps: usize, every: i32): void {
  run(4, from, to, src, wavelet, rec, count, data, snaps, every);
}
export function forward8(from: i32, to: i32, src: usize, wavelet: usize, rec: usize, count: i32, data: usize, snaps: usize, every: i32): void {
  run(8, from, to, src, wavelet, rec, count, data, snaps, every);
}

@inline function back(order: i32, from: i32, to: i32, src: usize, atSource: usize, rec: usize, count: i32, residual: usize, snaps: usize, every: i32): void {
  for (let n = to; n > from; n--) {
    const u = n & 1 ? f1 : f0, p = n & 1 ? f0 : f1, stored = (n - 1) % every == 0, s = snaps + <usize>((n - 1 - from) / every * rows) * row;
    if (stored) step(order, GRAD, u, p, s);
    else step(order, PLAIN, u, p, 0);
    for (let r = 0; r < count; r++) {
      const o = <usize>load<u32>(entry(rec, r)), d = load<f32>(entry(residual, n * count + r));
      bump(u + o, d);
      if (stored) bump(g + o, d * load<f32>(s + o));
    }
    store<f32>(entry(atSource, n - 1), load<f32>(u + src));
  }
}
/** q(n) for n = to … from + 1; residual already times m; g += q(n)·K(n − 1) for the stored n − 1 ≥ from; q at the source for each n. */
export function backward4(from: i32, to: i32, src: usize, atSource: usize, rec: usize, count: i32, residual: usize, snaps: usize, every: i32): void {
  back(4, from, to, src, atSource, rec, count, residual, snaps, every);
}
export function backward8(from: i32, to: i32, src: usize, atSource: usize, rec: usize, count: i32, residual: usize, snaps: usize, every: i32): void {
  back(8, from, to, src, atSource, rec, count, residual, snaps, every);
}

/** out += K² over `count` stored K: the diagonal of the pseudo-Hessian. */
export function energy(snaps: usize, count: i32, out: usize): void {
  const bytes = <usize>rows * row;
  for (let k = 0; k < count; k++) {
    for (let o: usize = 0; o < bytes; o += 16) {
      const value = at(snaps + <usize>k * bytes + o);
      v128.store(out + o, add(at(out + o), mul(value, value)));
    }
  }
}
