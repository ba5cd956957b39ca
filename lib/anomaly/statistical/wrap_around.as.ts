/**
 * AssemblyScript. out_i = Σ_j Π_k (3/2 − u(1 − u)), u = |x_ik − y_jk|, for two queries i: x `[2, d]`, reference y in pairs
 * of windows `[pairs, d, 2]`, one window in each lane. Two queries against two pairs at a time, so that four products
 * run beside each other. The number of pairs is even; the sum of a query has the same order whatever its partner.
 *
 * starts `[pairs, 2]`: what each product begins with, 1, or 0 for a lane that only fills a pair.
 * Base, One: 3/2 and 1; Sign: −0. As parameters they stay in registers, as constants they would be made at each use.
 */
export function wrapAround(
  x: usize, y: usize, starts: usize, out: usize, pairs: i32, d: i32, Base: f64, One: f64, Sign: f64,
): void {
  const row = <usize>d << 3, pair = row << 1, end = x + row;
  const base = f64x2.splat(Base), one = f64x2.splat(One), sign = f64x2.splat(Sign);
  let first = f64x2.splat(0), second = first;
  for (let j = 0; j < pairs; j += 2, y += pair << 1, starts += 32) {
    let a = v128.load(starts), b = v128.load(starts, 16), c = a, e = b;
    for (let q = x, z = y; q < end; q += 8, z += 16) {
      const v = v128.load64_splat(q), w = v128.load64_splat(q + row), y0 = v128.load(z), y1 = v128.load(z + pair);
      const r = v128.andnot(f64x2.sub(v, y0), sign), s = v128.andnot(f64x2.sub(v, y1), sign);
      const t = v128.andnot(f64x2.sub(w, y0), sign), u = v128.andnot(f64x2.sub(w, y1), sign);
      a = f64x2.mul(a, f64x2.sub(base, f64x2.mul(r, f64x2.sub(one, r))));
      b = f64x2.mul(b, f64x2.sub(base, f64x2.mul(s, f64x2.sub(one, s))));
      c = f64x2.mul(c, f64x2.sub(base, f64x2.mul(t, f64x2.sub(one, t))));
      e = f64x2.mul(e, f64x2.sub(base, f64x2.mul(u, f64x2.sub(one, u))));
    }
    first = f64x2.add(f64x2.add(first, a), b);
    second = f64x2.add(f64x2.add(second, c), e);
  }
  f64.store(out, f64x2.extract_lane(first, 0) + f64x2.extract_lane(first, 1));
  f64.store(out, f64x2.extract_lane(second, 0) + f64x2.extract_lane(second, 1), 8);
}
