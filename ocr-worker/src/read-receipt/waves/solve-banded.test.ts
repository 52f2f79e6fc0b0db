import { expect, test } from 'vitest'
import { solveBanded } from './solve-banded.ts'

/** Rows as the solver takes them, from a whole matrix. */
function bands(matrix: number[][], width: number): Float64Array {
  return Float64Array.from(
    matrix.flatMap((row, i) => Array.from({ length: width }, (_, k) => (i - k >= 0 ? row[i - k]! : 0))),
  )
}

test('what it answers solves the equations', () => {
  const matrix = [
    [4, 1, 0.5, 0],
    [1, 5, 1, 0.25],
    [0.5, 1, 6, 1],
    [0, 0.25, 1, 3],
  ]
  const right = [1, -2, 3, 0.5]
  const answer = solveBanded(bands(matrix, 3), Float64Array.from(right), 3)
  const product = matrix.map((row) => row.reduce((sum, v, j) => sum + v * answer[j]!, 0))
  product.forEach((v, i) => expect(v).toBeCloseTo(right[i]!, 10))
})
