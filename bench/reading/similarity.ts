/** How alike two printed texts are, 0..1: one less the edit distance over the longer length. Width, case and blanks do not count. */
export function similarity(one: string, other: string): number {
  const [a, b] = [lettersOf(one), lettersOf(other)]
  const longer = Math.max(a.length, b.length)
  return longer === 0 ? 1 : 1 - editDistance(a, b) / longer
}

/** NFKC makes half-width kana with their sound marks full-width ones, and full-width digits plain. */
const lettersOf = (text: string) => [...text.normalize('NFKC').replace(/\s+/gu, '').toLowerCase()]

/** Levenshtein's: the fewest letters to put in, take out or change. */
function editDistance(a: readonly string[], b: readonly string[]): number {
  let above = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (const [i, letter] of a.entries()) {
    const row = [i + 1]
    for (const [j, other] of b.entries())
      row.push(Math.min(above[j + 1]! + 1, row[j]! + 1, above[j]! + (letter === other ? 0 : 1)))
    above = row
  }
  return above[b.length]!
}
