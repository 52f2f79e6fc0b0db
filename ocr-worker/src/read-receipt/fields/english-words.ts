/**
 * Words on English tills, found in print as it was read: without blanks, with letters that look alike taken as one
 * (`T0TA!` is TOTAL), and with a slip in long words (`Pounding`).
 */
export function saysWord(text: string, ...words: string[]): boolean {
  const print = alike(text)
  return words.some((word) => slips(print, alike(word)) <= slipsAllowed(word))
}

/** Lower case, letters and digits only, look-alikes folded: l 1 ! | → i, 0 → o, 5 → s, 8 → b. */
export function alike(text: string): string {
  return text
    .toLowerCase()
    .replace(/[l1!|]/g, 'i')
    .replace(/0/g, 'o')
    .replace(/[5$]/g, 's')
    .replace(/8/g, 'b')
    .replace(/[^a-z0-9]/g, '')
}

function slipsAllowed(word: string): number {
  return word.length >= 9 ? 2 : word.length >= 5 ? 1 : 0
}

/** Fewest letters to change, add or drop so that `word` stands somewhere in `text` (Sellers). */
function slips(text: string, word: string): number {
  let row = new Array<number>(text.length + 1).fill(0)
  for (let i = 1; i <= word.length; i++) {
    const next = [i]
    for (let j = 1; j <= text.length; j++)
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (word[i - 1] === text[j - 1] ? 0 : 1))
    row = next
  }
  return Math.min(...row)
}
