/** Words of several rows. */
export const SMALLER = "post 0.8";

export const threeDigits = (value: number): number => Number(value.toFixed(3));

/** "post 0.5" in words. */
export function described(name: string): string {
  const [norm, gamma] = name.split(" ");
  return `${norm}-norm, γ = ${gamma}`;
}

/** What a row says that reads another start than the row that was there first. */
function atOtherStart(from: string, to: string, why: string) {
  return {
    changed: [{
      what: "the networks",
      from,
      to,
      why: `${why}; added after the runs were seen, rules unchanged`,
    }],
  };
}

const OLD = { C2d: "C2", C2e: "C2b", C2f: "C2c", X1c: "X1", X1d: "X1b" };

/** The row of γ = 0.8 beside that of γ = 0.5. */
export const atSmallerStart = (id: string) =>
  atOtherStart(
    `γ = 0.5 (${OLD[id as keyof typeof OLD]})`,
    "γ = 0.8",
    "at γ = 0.5 one seed of five does not reason, at γ = 0.8 all do, and the pictures show them",
  );

/** The row of γ = 0.5 beside that of γ = 0.8. */
export const atMainStart = (id: string) =>
  atOtherStart(`γ = 0.8 (${id})`, "γ = 0.5", "all rows on the mechanism at both starts");

/** C8, C8b, C9b, C11, X2: why three steps say little here, and what would settle it. */
export const GUESSABLE =
  "cause: set-up; with chains of four links three steps can be half guessed: three layers, one too few to go link by " +
  "link, reach 0.68; to close: 6 links, width 128, 15,000 steps, five seeds (2 core-hours)";
