/** Numbers as results keep them: four digits. */
export function four(value: number): number {
  return Number(value.toPrecision(4));
}
