import type { Falls } from './compare-strips.ts'
import { solveBanded } from './solve-banded.ts'

/** What was measured between each strip and the one that stands `apart` strips to its right. */
export type Measures = { apart: number; strips: Falls[] }

/** How stiff the sheet is across and down, and how little it falls from one row to the next without reason. */
const STIFF = { across: 1, down: 2, slope: 0.02 }
/** Of the mean of a row, which no measure tells, and of every cell, so that there is one answer. */
const HOLD = { row: 10, cell: 1e-4 }
/** Pixels by which a measure may be off before it counts for less. */
const TRUSTED_PX = 0.7
const ROUNDS = 3

/**
 * The smoothest sheet that agrees with what was measured: how far the print of each cell lies below its row, [strip][cell].
 * Least squares over bends and measures; a measure that no smooth sheet can follow loses its weight (Cauchy's).
 */
export function fitWaves(measures: Measures[], strips: number, cells: number): Float32Array[] {
  let waves: Float64Array | null = null
  for (let round = 0; round < ROUNDS; round++) waves = fit(measures, strips, cells, waves)
  return Array.from({ length: strips }, (_, s) =>
    Float32Array.from({ length: cells }, (_, c) => waves![c * strips + s]!),
  )
}

function fit(measures: Measures[], strips: number, cells: number, last: Float64Array | null): Float64Array {
  const width = 2 * strips + 1
  const matrix = new Float64Array(strips * cells * width)
  const right = new Float64Array(strips * cells)
  /** Adds weight · (Σ factor · unknown − value)² to what is made least. */
  const demand = (unknowns: number[], factors: number[], value: number, weight: number) => {
    unknowns.forEach((i, n) => {
      right[i]! += weight * factors[n]! * value
      unknowns.forEach((j, m) => {
        if (j <= i) matrix[i * width + (i - j)]! += weight * factors[n]! * factors[m]!
      })
    })
  }
  for (const { apart, strips: found } of measures)
    found.forEach(({ falls, weights }, s) => {
      for (let c = 0; c < cells; c++) {
        if (!weights[c]) continue
        const [a, b] = [c * strips + s, c * strips + s + apart]
        const off = last ? last[b]! - last[a]! - falls[c]! : 0
        demand([b, a], [1, -1], falls[c]!, weights[c]! / (1 + (off / TRUSTED_PX) ** 2))
      }
    })
  const mean = Array.from({ length: strips }, () => 1 / strips)
  for (let c = 0; c < cells; c++) {
    const row = mean.map((_, s) => c * strips + s)
    demand(row, mean, 0, HOLD.row)
    for (const i of row) {
      demand([i], [1], 0, HOLD.cell)
      if (i > row[0]! && i < row.at(-1)!) demand([i - 1, i, i + 1], [1, -2, 1], 0, STIFF.across)
      if (c > 0) demand([i - strips, i], [-1, 1], 0, STIFF.slope)
      if (c > 0 && c < cells - 1) demand([i - strips, i, i + strips], [1, -2, 1], 0, STIFF.down)
    }
  }
  return solveBanded(matrix, right, width)
}
