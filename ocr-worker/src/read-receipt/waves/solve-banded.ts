/**
 * Solves a symmetric, positive definite system by Cholesky's way, in place. Row i of `matrix` holds, at place k, the
 * coefficient of unknowns i and i − k; those farther apart than `width` − 1 have none.
 */
export function solveBanded(matrix: Float64Array, right: Float64Array, width: number): Float64Array {
  const count = right.length
  for (let i = 0; i < count; i++) {
    const first = Math.max(0, i - width + 1)
    for (let j = first; j <= i; j++) {
      let sum = matrix[i * width + (i - j)]!
      for (let k = Math.max(first, j - width + 1); k < j; k++)
        sum -= matrix[i * width + (i - k)]! * matrix[j * width + (j - k)]!
      matrix[i * width + (i - j)] = i === j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / matrix[j * width]!
    }
  }
  const answer = Float64Array.from(right)
  for (let i = 0; i < count; i++) {
    for (let j = Math.max(0, i - width + 1); j < i; j++)
      answer[i]! -= matrix[i * width + (i - j)]! * answer[j]!
    answer[i]! /= matrix[i * width]!
  }
  for (let i = count - 1; i >= 0; i--) {
    for (let j = i + 1; j < Math.min(count, i + width); j++)
      answer[i]! -= matrix[j * width + (j - i)]! * answer[j]!
    answer[i]! /= matrix[i * width]!
  }
  return answer
}
