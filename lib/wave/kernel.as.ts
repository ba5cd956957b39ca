/**
 * AssemblyScript. The 2-D acoustic wave equation in float32, of 4th or 8th order in space, with a self-adjoint PML; the
 * adjoint q = mAλ obeys the same recursion. `README.md` derives it.
 *
 * Fields: rows of `row` bytes, four floats of halo after each row, HALO rows above and below. In place, u = previous → next:
 *   inside  u ← 2c − u + b·K,  K = −S·Lc for the integer S that makes the weights of L whole,  b = −m/S
 *   layer   d = ½S·κσ·Dc at half points of x, ξ = η + d, η ← βξ + d       (that is ξ ← βξ + S·κσ·D of the mean of c and u)
 *           Zx = −S·Lx c + D'ξ, and Zz likewise
 *           K = Zx + σz(Σx + ½Zx) + Zz + σx(Σz + ½Zz),  Σ ← Σ + Z         (that is the integral of Z over time)
 *           u ← u + α(2(c − u) + b·K − ½dt²σxσz·(c + u)),  α = αx·αz, 0 in dead cells
 * D is held over its first weight, which κ has twice: D ~ near + WIDE·wide + WIDER·wider.
 *
 * Loops copy what they need of the globals first: a global is read from memory wherever it is named.
 */
const PLAIN = 0, STORE = 1, GRAD = 2;

let f0: usize, f1: usize, b: usize, sx: usize, sz: usize, xz: usize, ex: usize, ez: usize, g: usize;
let px: usize, pz: usize, rows: i32, row: usize, top: i32, bottom: i32, lo: usize, hi: usize, surface: i32;
/** −S times the weights of L by distance, and the weights of D over its first. */
let w0: f32, w1: f32, w2: f32, w3: f32, w4: f32, wide: f32, wider: f32, half: f32;

/**
 * px: four times two equal rows by x (σ, α, β and ½S·κσ at +½), each known by its second; pz: the same four numbers for
 * each z. lo, hi: bytes of the inside in a row.
 */
export function setup(
  F0: usize, F1: usize, B: usize, SX: usize, SZ: usize, XZ: usize, EX: usize, EZ: usize, G: usize, PX: usize, PZ: usize,
  Rows: i32, Row: usize, Top: i32, Bottom: i32, Lo: usize, Hi: usize, Surface: i32,
  W0: f32, W1: f32, W2: f32, W3: f32, W4: f32, Wide: f32, Wider: f32, Half: f32,
): void {
  f0 = F0; f1 = F1; b = B; sx = SX; sz = SZ; xz = XZ; ex = EX; ez = EZ; g = G; px = PX; pz = PZ;
  rows = Rows; row = Row; top = Top; bottom = Bottom; lo = Lo; hi = Hi; surface = Surface;
  w0 = W0; w1 = W1; w2 = W2; w3 = W3; w4 = W4; wide = Wide; wider = Wider; half = Half;
}

@inline function add(x: v128, y: v128): v128 { return f32x4.add(x, y); }
@inline function sub(x: v128, y: v128): v128 { return f32x4.sub(x, y); }
@inline function mul(x: v128, y: v128): v128 { return f32x4.mul(x, y); }
@inline function sum(x: v128, y: v128, z: v128, w: v128): v128 { return add(add(x, y), add(z, w)); }
@inline function at(p: usize): v128 { return v128.load(p); }
@inline function splat(value: f32): v128 { return f32x4.splat(value); }

@inline function finish(mode: i32, u: usize, s: usize, sum: usize, k: v128, next: v128): void {
  if (mode == STORE) v128.store(s, k);
  v128.store(u, next);
  if (mode == GRAD) v128.store(sum, add(at(sum), mul(next, at(s))));
}

/** The inside of two rows of the 4th order, which share what they load. */
@inline function pair4(mode: i32, z: i32, u: usize, p: usize, s: usize): void {
  const r = row, o = <usize>z * r, end = o + hi, B = b, sum0 = g, W0 = splat(w0), W1 = splat(w1);
  const above2 = p - 2 * r, above1 = p - r, here1 = p + r, below1 = p + 2 * r, below2 = p + 3 * r;
  const u1 = u + r, b1 = B + r, s1 = s + r, sum1 = sum0 + r;
  let x = o + lo;
  let l0 = v128.load(p + x - 16), c0 = v128.load(p + x), l1 = v128.load(here1 + x - 16), c1 = v128.load(here1 + x);
  let m0 = v128.shuffle<f32>(l0, c0, 2, 3, 4, 5), m1 = v128.shuffle<f32>(l1, c1, 2, 3, 4, 5);
  for (; x < end; x += 16) {
    const r0 = v128.load(p + x, 16), r1 = v128.load(here1 + x, 16), up = at(above1 + x), down = at(below1 + x);
    const k0 = v128.shuffle<f32>(c0, r0, 2, 3, 4, 5), k1 = v128.shuffle<f32>(c1, r1, 2, 3, 4, 5), d0 = add(c0, c0);
    const d1 = add(c1, c1);
    const near0 = sum(v128.shuffle<f32>(l0, c0, 3, 4, 5, 6), v128.shuffle<f32>(c0, r0, 1, 2, 3, 4), up, c1);
    const K0 = add(sub(mul(W0, d0), mul(W1, near0)), sum(m0, k0, at(above2 + x), down));
    finish(mode, u + x, s + x, sum0 + x, K0, add(sub(d0, at(u + x)), mul(at(B + x), K0)));
    const near1 = sum(v128.shuffle<f32>(l1, c1, 3, 4, 5, 6), v128.shuffle<f32>(c1, r1, 1, 2, 3, 4), c0, down);
    const K1 = add(sub(mul(W0, d1), mul(W1, near1)), sum(m1, k1, up, at(below2 + x)));
    finish(mode, u1 + x, s1 + x, sum1 + x, K1, add(sub(d1, at(u1 + x)), mul(at(b1 + x), K1)));
    l0 = c0; c0 = r0; m0 = k0; l1 = c1; c1 = r1; m1 = k1;
  }
}

/** −S·L along x, of which c is the middle. */
@inline function alongX(order: i32, q: usize, c: v128, W0: v128, W1: v128, W2: v128, W3: v128, W4: v128): v128 {
  const near = sub(mul(W0, c), mul(W1, add(v128.load(q - 16, 12), v128.load(q - 16, 20))));
  const n2 = add(v128.load(q - 16, 8), v128.load(q - 16, 24));
  if (order == 4) return add(near, n2);
  const n3 = add(v128.load(q - 16, 4), v128.load(q - 16, 28)), n4 = add(v128.load(q - 16, 0), v128.load(q - 16, 32));
  return add(add(near, mul(W2, n2)), sub(mul(W4, n4), mul(W3, n3)));
}
/** The same along z. */
@inline function alongZ(order: i32, q: usize, c: v128, r: usize, W0: v128, W1: v128, W2: v128, W3: v128, W4: v128): v128 {
  const near = sub(mul(W0, c), mul(W1, add(at(q - r), at(q + r)))), n2 = add(at(q - 2 * r), at(q + 2 * r));
  if (order == 4) return add(near, n2);
  const n3 = add(at(q - 3 * r), at(q + 3 * r)), n4 = add(at(q - 4 * r), at(q + 4 * r));
  return add(add(near, mul(W2, n2)), sub(mul(W4, n4), mul(W3, n3)));
}
@inline function pair8(mode: i32, z: i32, u: usize, p: usize, s: usize): void {
  const r = row, B = b, G = g, W0 = splat(w0), W1 = splat(w1), W2 = splat(w2), W3 = splat(w3), W4 = splat(w4);
  for (let y = <usize>z; y < <usize>z + 2; y++) {
    const end = y * r + hi;
    for (let x = y * r + lo; x < end; x += 16) {
      const q = p + x, c = at(q), d = add(c, c);
      const n1 = sum(v128.load(q - 16, 12), v128.load(q - 16, 20), at(q - r), at(q + r));
      const n2 = sum(v128.load(q - 16, 8), v128.load(q - 16, 24), at(q - 2 * r), at(q + 2 * r));
      const n3 = sum(v128.load(q - 16, 4), v128.load(q - 16, 28), at(q - 3 * r), at(q + 3 * r));
      const n4 = sum(v128.load(q - 16, 0), v128.load(q - 16, 32), at(q - 4 * r), at(q + 4 * r));
      const k = add(add(mul(W0, d), sub(mul(W2, n2), mul(W1, n1))), sub(mul(W4, n4), mul(W3, n3)));
      finish(mode, u + x, s + x, G + x, k, add(sub(d, at(u + x)), mul(at(B + x), k)));
    }
  }
}

/** ξ = η + d, η ← βξ + d. */
@inline function remember(eta: usize, beta: v128, d: v128): v128 {
  const xi = add(at(eta), d);
  v128.store(eta, add(mul(beta, xi), d));
  return xi;
}
/** ξ along x at the half points after q, which is 16 bytes further than given. */
@inline function nextXi(order: i32, q: usize, eta: usize, beta: usize, strength: usize, WIDE: v128, WIDER: v128): v128 {
  let D = add(sub(v128.load(q, 20), v128.load(q, 16)), mul(WIDE, sub(v128.load(q, 24), v128.load(q, 12))));
  if (order == 8) D = add(D, mul(WIDER, sub(v128.load(q, 28), v128.load(q, 8))));
  return remember(eta + 16, v128.load(beta, 16), mul(v128.load(strength, 16), D));
}
/** ξ along z of a whole row of the layer. */
@inline function prepare(order: i32, z: i32, p: usize): void {
  const r = row, o = <usize>z * r, X = xz, E = ez, end = o + r - 16, line = pz + (<usize>z << 4);
  const beta = v128.load32_splat(line, 8), strength = v128.load32_splat(line, 12), WIDE = splat(wide), WIDER = splat(wider);
  for (let x = o; x < end; x += 16) {
    const q = p + x;
    let D = add(sub(at(q + r), at(q)), mul(WIDE, sub(at(q + 2 * r), at(q - r))));
    if (order == 8) D = add(D, mul(WIDER, sub(at(q + 3 * r), at(q - 2 * r))));
    v128.store(X + x, remember(E + x, beta, mul(strength, D)));
  }
}
function prepare4(z: i32, p: usize): void { prepare(4, z, p); }
function prepare8(z: i32, p: usize): void { prepare(8, z, p); }
/** D of ξ along z. */
@inline function divergence(order: i32, q: usize, r: usize, WIDE: v128, WIDER: v128): v128 {
  const D = add(sub(at(q), at(q - r)), mul(WIDE, sub(at(q + r), at(q - 2 * r))));
  return order == 4 ? D : add(D, mul(WIDER, sub(at(q + 2 * r), at(q - 3 * r))));
}
/** σ(Σ + ½Z), Σ ← Σ + Z. */
@inline function integrate(total: usize, sigma: v128, Z: v128, HALF: v128): v128 {
  const before = at(total);
  v128.store(total, add(before, Z));
  return mul(sigma, add(before, mul(HALF, Z)));
}

/** The layer above or below the inside, in a row. */
@inline function band(order: i32, mode: i32, z: i32, u: usize, p: usize, s: usize): void {
  const r = row, o = <usize>z * r, end = o + hi, line = pz + (<usize>z << 4), sigma = v128.load32_splat(line);
  const alpha = v128.load32_splat(line, 4);
  const B = b, G = g, S = sx, X = xz, HALF = splat(half), WIDE = splat(wide), WIDER = splat(wider);
  const W0 = splat(w0), W1 = splat(w1), W2 = splat(w2), W3 = splat(w3), W4 = splat(w4);
  for (let x = o + lo; x < end; x += 16) {
    const q = p + x, c = at(q), w = at(u + x), t = sub(c, w), Zx = alongX(order, q, c, W0, W1, W2, W3, W4);
    const Zz = add(alongZ(order, q, c, r, W0, W1, W2, W3, W4), divergence(order, X + x, r, WIDE, WIDER));
    const k = add(add(Zx, Zz), integrate(S + x, sigma, Zx, HALF));
    finish(mode, u + x, s + x, G + x, k, add(w, mul(alpha, add(add(t, t), mul(at(B + x), k)))));
  }
}
/** The layer beside the inside, or a corner of it, in a part of a row; ξ along x is made on the way. */
@inline function side(order: i32, mode: i32, corner: bool, z: i32, from: usize, to: usize, u: usize, p: usize, s: usize): void {
  const r = row, o = <usize>z * r, line = pz + (<usize>z << 4), sigmaZ = v128.load32_splat(line);
  const alphaZ = v128.load32_splat(line, 4);
  const B = b, G = g, SX = sx, SZ = sz, E = ex, X = xz, sigmas = px - o, alphas = sigmas + 2 * r;
  const betas = sigmas + 4 * r, strengths = sigmas + 6 * r;
  const HALF = splat(half), WIDE = splat(wide), WIDER = splat(wider), W0 = splat(w0), W1 = splat(w1), W2 = splat(w2);
  const W3 = splat(w3), W4 = splat(w4);
  // Nothing is remembered before and after the part.
  let l = splat(0), m = nextXi(order, p + from - 16, E + from - 16, betas + from - 16, strengths + from - 16, WIDE, WIDER);
  for (let x = from; x < to; x += 16) {
    const q = p + x, c = at(q), w = at(u + x), t = sub(c, w), sigma = at(sigmas + x);
    const n = nextXi(order, q, E + x, betas + x, strengths + x, WIDE, WIDER);
    const near = sub(m, v128.shuffle<f32>(l, m, 3, 4, 5, 6));
    let D = add(near, mul(WIDE, sub(v128.shuffle<f32>(m, n, 1, 2, 3, 4), v128.shuffle<f32>(l, m, 2, 3, 4, 5))));
    if (order == 8) D = add(D, mul(WIDER, sub(v128.shuffle<f32>(m, n, 2, 3, 4, 5), v128.shuffle<f32>(l, m, 1, 2, 3, 4))));
    const Zx = add(alongX(order, q, c, W0, W1, W2, W3, W4), D);
    let Zz = alongZ(order, q, c, r, W0, W1, W2, W3, W4);
    if (corner) Zz = add(Zz, divergence(order, X + x, r, WIDE, WIDER));
    let k = add(add(Zx, Zz), integrate(SZ + x, sigma, Zz, HALF));
    if (corner) k = add(k, integrate(SX + x, sigmaZ, Zx, HALF));
    let change = add(add(t, t), mul(at(B + x), k));
    if (corner) change = sub(change, mul(mul(mul(HALF, sigmaZ), sigma), add(c, w)));
    const alpha = corner ? mul(alphaZ, at(alphas + x)) : at(alphas + x);
    finish(mode, u + x, s + x, G + x, k, add(w, mul(alpha, change)));
    l = m; m = n;
  }
}

/** Rows above a free surface, row 0, of an odd field. */
function mirror(order: i32, field: usize): void {
  for (let k: usize = 1; k <= <usize>order / 2; k++) {
    for (let x: usize = 0; x < row - 16; x += 16) v128.store(field - k * row + x, f32x4.neg(at(field + k * row + x)));
  }
}

/**
 * Beside the inside the end of each row and the beginning of the next lie together, and are done as one: row z stands for
 * the end of row z − 1 and the beginning of its own.
 */
@inline function sideFrom(z: i32, from: i32): usize { return <usize>z * row + (z == max(top, from) ? 0 : hi - row); }
@inline function sideTo(z: i32, to: i32): usize { return <usize>z * row + (z == min(bottom, to) ? <usize>-16 : lo); }
@inline function beside(z: i32, from: i32, to: i32): bool {
  return z >= max(top, from) && z <= min(bottom, to) && max(top, from) < min(bottom, to);
}
@inline function inLayer(z: i32, to: i32): bool { return z < to && (z < top || z >= bottom); }

/** One step of the rows from … to − 1, both even. */
@inline function step(order: i32, mode: i32, from: i32, to: i32, u: usize, p: usize, s: usize): void {
  const near = order == 4 ? 1 : 2;
  if (surface) mirror(order, p);
  for (let z = from - near; z <= to; z++) {
    if (inLayer(z + near, to)) {
      if (order == 4) prepare4(z + near, p);
      else prepare8(z + near, p);
    }
    if (z < from) continue;
    if (beside(z, from, to)) side(order, mode, false, z, sideFrom(z, from), sideTo(z, to), u, p, s);
    if (inLayer(z, to)) {
      const o = <usize>z * row;
      side(order, mode, true, z, o, o + lo, u, p, s);
      band(order, mode, z, u, p, s);
      side(order, mode, true, z, o + hi, o + row - 16, u, p, s);
    } else if (z < to && !(z & 1)) {
      if (order == 4) pair4(mode, z, u, p, s);
      else pair8(mode, z, u, p, s);
    }
  }
}
function plain4(from: i32, to: i32, u: usize, p: usize): void { step(4, PLAIN, from, to, u, p, 0); }
function store4(from: i32, to: i32, u: usize, p: usize, s: usize): void { step(4, STORE, from, to, u, p, s); }
function grad4(from: i32, to: i32, u: usize, p: usize, s: usize): void { step(4, GRAD, from, to, u, p, s); }
function plain8(from: i32, to: i32, u: usize, p: usize): void { step(8, PLAIN, from, to, u, p, 0); }
function store8(from: i32, to: i32, u: usize, p: usize, s: usize): void { step(8, STORE, from, to, u, p, s); }
function grad8(from: i32, to: i32, u: usize, p: usize, s: usize): void { step(8, GRAD, from, to, u, p, s); }

@inline function entry(list: usize, i: i32): usize { return list + (<usize>i << 2); }
@inline function bump(p: usize, by: f32): void { store<f32>(p, load<f32>(p) + by); }
/** First row of step n, and the one after its last: `bounds` has two numbers a step. */
@inline function first(bounds: usize, n: i32): i32 { return load<i32>(entry(bounds, 2 * n)); }
@inline function end(bounds: usize, n: i32): i32 { return load<i32>(entry(bounds, 2 * n + 1)); }

/** p(n) lies in f0 for even n, in f1 for odd n; cells are offsets in bytes; stores K(n) of every n % every = 0. */
export function forward(
  order: i32, from: i32, to: i32, bounds: usize, src: usize, wavelet: usize, rec: usize, count: i32, data: usize,
  snaps: usize, every: i32,
): void {
  for (let n = from; n < to; n++) {
    const p = n & 1 ? f1 : f0, u = n & 1 ? f0 : f1, low = first(bounds, n), high = end(bounds, n);
    for (let r = 0; r < count; r++) store<f32>(entry(data, n * count + r), load<f32>(p + load<u32>(entry(rec, r))));
    if (every > 0 && n % every == 0) {
      const s = snaps + <usize>((n - from) / every * rows) * row;
      if (order == 4) store4(low, high, u, p, s);
      else store8(low, high, u, p, s);
    } else if (order == 4) plain4(low, high, u, p);
    else plain8(low, high, u, p);
    bump(u + src, load<f32>(entry(wavelet, n)));
  }
}

/**
 * q(n) for n = to … from + 1; residual already times m; g += q(n)·K(n − 1) for the stored n − 1 ≥ from; q at the source
 * for each n.
 */
export function backward(
  order: i32, from: i32, to: i32, bounds: usize, src: usize, atSource: usize, rec: usize, count: i32, residual: usize,
  snaps: usize, every: i32,
): void {
  for (let n = to; n > from; n--) {
    const u = n & 1 ? f1 : f0, p = n & 1 ? f0 : f1, stored = (n - 1) % every == 0;
    const s = snaps + <usize>((n - 1 - from) / every * rows) * row;
    const low = first(bounds, n - 1), high = end(bounds, n - 1);
    if (stored) {
      if (order == 4) grad4(low, high, u, p, s);
      else grad8(low, high, u, p, s);
    } else if (order == 4) plain4(low, high, u, p);
    else plain8(low, high, u, p);
    for (let r = 0; r < count; r++) {
      const o = <usize>load<u32>(entry(rec, r)), d = load<f32>(entry(residual, n * count + r));
      bump(u + o, d);
      if (stored && o >= <usize>low * row && o < <usize>high * row) bump(g + o, d * load<f32>(s + o));
    }
    store<f32>(entry(atSource, n - 1), load<f32>(u + src));
  }
}

/**
 * out += K² over the stored K of steps from … to − 1, the last one first as in the adjoint: the diagonal of the
 * pseudo-Hessian.
 */
export function energy(from: i32, to: i32, bounds: usize, snaps: usize, every: i32, out: usize): void {
  for (let n = from + (to - 1 - from) / every * every; n >= from; n -= every) {
    const s = snaps + <usize>((n - from) / every * rows) * row, last = <usize>end(bounds, n) * row;
    for (let o = <usize>first(bounds, n) * row; o < last; o += 16) {
      const value = at(s + o);
      v128.store(out + o, add(at(out + o), mul(value, value)));
    }
  }
}
