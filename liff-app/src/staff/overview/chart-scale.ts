/** The top of a chart's axis and the lines below it: a round number just above what is shown, in five steps or fewer. */
export function chartScale(highest: number): { top: number; lines: number[] } {
  const step = roundStep(Math.max(1, highest) / 5)
  const top = Math.max(step, Math.ceil(highest / step) * step)
  return { top, lines: Array.from({ length: Math.round(top / step) }, (_, n) => (n + 1) * step) }
}

/** The next of 1, 2, 5, 10, 20 … at or above `rough`. */
function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 5, 10].map((digit) => digit * power).find((each) => each >= rough - 1e-9)!
  return Math.max(1, step)
}
