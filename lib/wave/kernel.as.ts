/**
 * AssemblyScript. The 2-D acoustic wave equation in float32, of 4th or 8th order in space, with a self-adjoint PML; the
 * adjoint q = mAλ obeys the same recursion. `README.md` derives it.
 *
 * Fields: rows of `row` bytes, four floats of halo after each row, HALO rows above and below. In place, u = previous → next:
 *   inside  u ← 2c − u + b·K,  K = −S·Lc for the integer S that makes the weights of L whole,  b = −m/S
 *   layer   G ← G + ½(c + u),  X = c + σz·G,  Z = c + σx·G            what the operators of x and of z act on
 *           d = ½S·κσ·DX at half points of x, ξ = η + d, η ← βξ + d       (that is ξ ← βξ + S·κσ·D of the mean of X and the X before)
 *           K = −S·Lx X + D'ξ + the same along z
 *           u ← u + α(2(c − u) + b·K − ½dt²σxσz·(c + u)),  α = αx·αz, 0 in dead cells
 * D is held over its first weight, which κ has twice: D ~ near + WIDE·wide + WIDER·wider.
 */
const PLAIN = 0, STORE = 1, GRAD = 2;
const SIDE = 0, BAND = 1, CORNER = 2;
const HALF = f32x4.splat(0.5);

let f0: usize, f1: usize, b: usize, sums: usize, wx: usize, xz: usize, ex: usize, ez: usize, g: usize;
let px: usize, pz: usize, wz: usize, xx: usize, rows: i32, row: usize, top: i32, bottom: i32, lo: usize, hi: usize, surface: i32;
let wide: f32, wider: f32;

/** px: four rows by x (σ, α, β and ½S·κσ at +½); pz: the same four numbers for each z. lo, hi: bytes of the inside in a row. */
export function setup(
  F0: usize, F1: usize, B: usize, Sums: usize, WX: usize, XZ: usize, EX: usize, EZ: usize, G: usize, PX: usize, PZ: usize, WZ: usize, XX: usize,
  Rows: i32, Row: usize, Top: i32, Bottom: i32, Lo: usize, Hi: usize, Surface: i32, Wide: f32, Wider: f32,
): void {
  f0 = F0; f1 = F1; b = B; sums = Sums; wx = WX; xz = XZ; ex = EX; ez = EZ; g = G; px = PX; pz = PZ; wz = WZ; xx = XX;
  rows = Rows; row = Row; top = Top; bottom = Bottom; lo = Lo; hi = Hi; surface = Surface; wide = Wide; wider = Wider;
}

@inline function add(x: v128, y: v128): v128 { return f32x4.add(x, y); }
@inline function sub(x: v128, y: v128): v128 { return f32x4.sub(x, y); }
@inline function mul(x: v128, y: v128): v128 { return f32x4.mul(x, y); }
@inline function sum(x: v128, y: v128, z: v128, w: v128): v128 { return add(add(x, y), add(z, w)); }
@inline function at(p: usize): v128 { return v128.load(p); }
@inline function splat(value: f32): v128 { return f32x4.splat(value); }
/** One of the numbers of a row: σ, α, β, ½S·κσ. */
@inline function ofRow(z: i32, k: usize): v128 { return v128.load32_splat(pz + (<usize>z << 4) + 4 * k); }

/** K of twice the cell and the sums of its four neighbours at distances 1 to 4. */
@inline function bracket(order: i32, c2: v128, n1: v128, n2: v128, n3: v128, n4: v128): v128 {
  if (order == 4) return add(sub(mul(splat(30), c2), mul(splat(16), n1)), n2);
  const outer = sub(mul(splat(9), n4), mul(splat(128), n3)), inner = sub(mul(splat(1008), n2), mul(splat(8064), n1));
  return add(add(mul(splat(14350), c2), inner), outer);
}
/** Neighbours at a distance, along x of one field and along z of another. */
@inline function neighbours(x: usize, dx: usize, z: usize, dz: usize): v128 { return sum(at(x - dx), at(x + dx), at(z - dz), at(z + dz)); }
@inline function laplacian(order: i32, x: usize, z: usize): v128 {
  const n1 = neighbours(x, 4, z, row), n2 = neighbours(x, 8, z, 2 * row), c2 = add(at(x), at(z));
  if (order == 4) return bracket(4, c2, n1, n2, n1, n2);
  return bracket(8, c2, n1, n2, neighbours(x, 12, z, 3 * row), neighbours(x, 16, z, 4 * row));
}
/** D over its first weight, at the half point after q. */
@inline function half(order: i32, q: usize, d: usize): v128 {
  const inner = add(sub(at(q + d), at(q)), mul(splat(wide), sub(at(q + 2 * d), at(q - d))));
  return order == 4 ? inner : add(inner, mul(splat(wider), sub(at(q + 3 * d), at(q - 2 * d))));
}
/** D of values on half points, at q. */
@inline function whole(order: i32, q: usize, d: usize): v128 {
  const inner = add(sub(at(q), at(q - d)), mul(splat(wide), sub(at(q + d), at(q - 2 * d))));
  return order == 4 ? inner : add(inner, mul(splat(wider), sub(at(q + 2 * d), at(q - 3 * d))));
}

@inline function finish(mode: i32, o: usize, k: v128, next: v128, u: usize, s: usize): void {
  if (mode == STORE) v128.store(s + o, k);
  v128.store(u + o, next);
  if (mode == GRAD) v128.store(g + o, add(at(g + o), mul(next, at(s + o))));
}
@inline function undamped(mode: i32, o: usize, c2: v128, k: v128, u: usize, s: usize): void {
  finish(mode, o, k, add(sub(c2, at(u + o)), mul(at(b + o), k)), u, s);
}
@inline function inside4(mode: i32, o: usize, l: v128, c: v128, r: v128, v1: v128, w1: v128, v2: v128, w2: v128, u: usize, s: usize): void {
  const n1 = sum(v128.shuffle<f32>(l, c, 3, 4, 5, 6), v128.shuffle<f32>(c, r, 1, 2, 3, 4), v1, w1);
  const n2 = sum(v128.shuffle<f32>(l, c, 2, 3, 4, 5), v128.shuffle<f32>(c, r, 2, 3, 4, 5), v2, w2);
  const c2 = add(c, c);
  undamped(mode, o, c2, bracket(4, c2, n1, n2, n1, n2), u, s);
}
/** The inside of two rows, which share what they load. */
@inline function pair(order: i32, mode: i32, z: i32, u: usize, p: usize, s: usize): void {
  const start = <usize>z * row + lo, end = <usize>z * row + hi;
  if (order == 8) {
    for (let o = start; o < end; o += 16) undamped(mode, o, add(at(p + o), at(p + o)), laplacian(8, p + o, p + o), u, s);
    for (let o = start + row; o < end + row; o += 16) undamped(mode, o, add(at(p + o), at(p + o)), laplacian(8, p + o, p + o), u, s);
    return;
  }
  let l0 = at(p + start - 16), c0 = at(p + start), l1 = at(p + start + row - 16), c1 = at(p + start + row);
  for (let o = start; o < end; o += 16) {
    const q = p + o, r0 = at(q + 16), r1 = at(q + row + 16), up = at(q - row), down = at(q + 2 * row);
    inside4(mode, o, l0, c0, r0, up, c1, at(q - 2 * row), down, u, s);
    inside4(mode, o + row, l1, c1, r1, c0, down, up, at(q + 3 * row), u, s);
    l0 = c0; c0 = r0; l1 = c1; c1 = r1;
  }
}

/** G of a row, and Z where σx is not zero. */
function integrate(z: i32, from: usize, to: usize, lateral: i32, u: usize, p: usize): void {
  for (let x = from; x < to; x += 16) {
    const o = <usize>z * row + x, c = at(p + o), value = add(at(sums + o), mul(HALF, add(c, at(u + o))));
    v128.store(sums + o, value);
    if (lateral) v128.store(wx + o, add(c, mul(at(px + x), value)));
  }
}
function gather(z: i32, u: usize, p: usize): void {
  integrate(z, 0, lo, 1, u, p);
  if (z < top || z >= bottom) integrate(z, lo, hi, 0, u, p);
  integrate(z, hi, row - 16, 1, u, p);
}
/** ξ and η of z in a row of the layer; w is Z. */
@inline function along(order: i32, z: i32, from: usize, to: usize, w: usize): void {
  const beta = ofRow(z, 2), strength = ofRow(z, 3);
  for (let x = from; x < to; x += 16) {
    const o = <usize>z * row + x, d = mul(strength, half(order, w + o, row)), xi = add(at(ez + o), d);
    v128.store(xz + o, xi);
    v128.store(ez + o, add(mul(beta, xi), d));
  }
}
@inline function alongRow(order: i32, z: i32, p: usize): void {
  if (z >= top && z < bottom) return;
  along(order, z, 0, lo, wx);
  along(order, z, lo, hi, p);
  along(order, z, hi, row - 16, wx);
}
/** ξ and η of x in a row; w is where its X begins. */
@inline function across(order: i32, z: i32, from: usize, to: usize, w: usize): void {
  for (let x = from; x < to; x += 16) {
    const o = <usize>z * row + x, d = mul(at(px + 3 * row + x), half(order, w + x, 4)), xi = add(at(ex + o), d);
    v128.store(xx + x, xi);
    v128.store(ex + o, add(mul(at(px + 2 * row + x), xi), d));
  }
}
@inline function layer(order: i32, mode: i32, kind: i32, z: i32, from: usize, to: usize, u: usize, p: usize, s: usize): void {
  const sz = ofRow(z, 0), az = ofRow(z, 1);
  for (let x = from; x < to; x += 16) {
    const o = <usize>z * row + x, c = at(p + o), w = at(u + o), t = sub(c, w);
    let k = laplacian(order, kind == SIDE ? p + o : wz + x, kind == BAND ? p + o : wx + o);
    if (kind != BAND) k = add(k, whole(order, xx + x, 4));
    if (kind != SIDE) k = add(k, whole(order, xz + o, row));
    let next = add(add(t, t), mul(at(b + o), k));
    if (kind == CORNER) next = sub(next, mul(mul(mul(HALF, sz), at(px + x)), add(c, w)));
    const alpha = kind == SIDE ? at(px + row + x) : kind == BAND ? az : mul(az, at(px + row + x));
    finish(mode, o, k, add(w, mul(alpha, next)), u, s);
  }
}
@inline function edges(order: i32, mode: i32, z: i32, u: usize, p: usize, s: usize): void {
  if (z >= top && z < bottom) {
    const w = p + <usize>z * row;
    across(order, z, 0, lo, w);
    across(order, z, hi, row - 16, w);
    layer(order, mode, SIDE, z, 0, lo, u, p, s);
    layer(order, mode, SIDE, z, hi, row - 16, u, p, s);
    return;
  }
  const sz = ofRow(z, 0);
  for (let x: usize = 0; x < row - 16; x += 16) v128.store(wz + x, add(at(p + <usize>z * row + x), mul(sz, at(sums + <usize>z * row + x))));
  across(order, z, 0, lo, wz);
  across(order, z, hi, row - 16, wz);
  layer(order, mode, CORNER, z, 0, lo, u, p, s);
  layer(order, mode, BAND, z, lo, hi, u, p, s);
  layer(order, mode, CORNER, z, hi, row - 16, u, p, s);
}

/** Rows above a free surface, row 0, of an odd field. */
function mirror(order: i32, field: usize): void {
  for (let k: usize = 1; k <= <usize>order / 2; k++) {
    for (let x: usize = 0; x < row - 16; x += 16) v128.store(field - k * row + x, f32x4.neg(at(field + k * row + x)));
  }
}

@inline function step(order: i32, mode: i32, u: usize, p: usize, s: usize): void {
  const near = order == 4 ? 1 : 2, far = order == 4 ? 3 : 5;
  for (let z = 0; z < far; z++) gather(z, u, p);
  if (surface) { mirror(order, p); mirror(order, wx); }
  for (let z = 0; z < near; z++) alongRow(order, z, p);
  for (let z = 0; z < rows; z += 2) {
    for (let y = z; y < z + 2; y++) {
      if (y + far < rows) gather(y + far, u, p);
      if (y + near < rows) alongRow(order, y + near, p);
      edges(order, mode, y, u, p, s);
    }
    if (z >= top && z < bottom) pair(order, mode, z, u, p, s);
  }
}
function plain4(u: usize, p: usize): void { step(4, PLAIN, u, p, 0); }
function store4(u: usize, p: usize, s: usize): void { step(4, STORE, u, p, s); }
function grad4(u: usize, p: usize, s: usize): void { step(4, GRAD, u, p, s); }
function plain8(u: usize, p: usize): void { step(8, PLAIN, u, p, 0); }
function store8(u: usize, p: usize, s: usize): void { step(8, STORE, u, p, s); }
function grad8(u: usize, p: usize, s: usize): void { step(8, GRAD, u, p, s); }

@inline function entry(list: usize, i: i32): usize { return list + (<usize>i << 2); }
@inline function bump(p: usize, by: f32): void { store<f32>(p, load<f32>(p) + by); }

/** p(n) lies in f0 for even n, in f1 for odd n; cells are offsets in bytes; stores K(n) of every n % every = 0. */
export function forward(order: i32, from: i32, to: i32, src: usize, wavelet: usize, rec: usize, count: i32, data: usize, snaps: usize, every: i32): void {
  for (let n = from; n < to; n++) {
    const p = n & 1 ? f1 : f0, u = n & 1 ? f0 : f1;
    for (let r = 0; r < count; r++) store<f32>(entry(data, n * count + r), load<f32>(p + load<u32>(entry(rec, r))));
    if (every > 0 && n % every == 0) {
      const s = snaps + <usize>((n - from) / every * rows) * row;
      if (order == 4) store4(u, p, s);
      else store8(u, p, s);
    } else if (order == 4) plain4(u, p);
    else plain8(u, p);
    bump(u + src, load<f32>(entry(wavelet, n)));
  }
}

/** q(n) for n = to … from + 1; residual already times m; g += q(n)·K(n − 1) for the stored n − 1 ≥ from; q at the source for each n. */
export function backward(order: i32, from: i32, to: i32, src: usize, atSource: usize, rec: usize, count: i32, residual: usize, snaps: usize, every: i32): void {
  for (let n = to; n > from; n--) {
    const u = n & 1 ? f1 : f0, p = n & 1 ? f0 : f1, stored = (n - 1) % every == 0, s = snaps + <usize>((n - 1 - from) / every * rows) * row;
    if (stored) {
      if (order == 4) grad4(u, p, s);
      else grad8(u, p, s);
    } else if (order == 4) plain4(u, p);
    else plain8(u, p);
    for (let r = 0; r < count; r++) {
      const o = <usize>load<u32>(entry(rec, r)), d = load<f32>(entry(residual, n * count + r));
      bump(u + o, d);
      if (stored) bump(g + o, d * load<f32>(s + o));
    }
    store<f32>(entry(atSource, n - 1), load<f32>(u + src));
  }
}

/** out += K² over `count` stored K, the last one first as in the adjoint: the diagonal of the pseudo-Hessian. */
export function energy(snaps: usize, count: i32, out: usize): void {
  const bytes = <usize>rows * row;
  for (let k = count - 1; k >= 0; k--) {
    for (let o: usize = 0; o < bytes; o += 16) {
      const value = at(snaps + <usize>k * bytes + o);
      v128.store(out + o, add(at(out + o), mul(value, value)));
    }
  }
}
