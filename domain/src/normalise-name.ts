/**
 * A printed product name in the one spelling in which names are compared: NFKC (half-width kana become full-width),
 * katakana, small kana as large ones, no spaces, long-vowel marks or punctuation, lower-case Latin.
 */
export function normaliseName(printed: string): string {
  return printed
    .normalize('NFKC')
    .replace(/[\u3041-\u3096]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60))
    .replace(/[ァィゥェォッャュョヮ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) + 1))
    .replace(/[\sー―‐\-−–—・.,、。'"’“”()（）[\]【】「」*※◆]/g, '')
    .toLowerCase()
}

/** 1 − edit distance ÷ longer length; 1 for equal, 0 for nothing in common. */
export function similarity(a: string, b: string): number {
  const longer = Math.max(a.length, b.length)
  return longer === 0 ? 1 : 1 - editDistance(a, b) / longer
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const swap = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : substitutionCost(a[i - 1]!, b[j - 1]!))
      next.push(Math.min(swap, row[j]! + 1, next[j - 1]! + 1))
    }
    row = next
  }
  return row[b.length]!
}

/** Kana that a reader takes for one another: a lost voicing mark, ソ/ン, シ/ツ, ロ/口, ニ/二. */
const LOOKALIKES = [
  'ソンリ',
  'シツ',
  'ロ口',
  'ニ二',
  'カ力',
  'ミ三',
  'エ工',
  'ハ八',
  'タ夕',
  'クワ',
  'コユ',
  'チテ',
]

function substitutionCost(a: string, b: string): number {
  if (withoutVoicing(a) === withoutVoicing(b)) return 0.3
  if (LOOKALIKES.some((set) => set.includes(a) && set.includes(b))) return 0.4
  return 1
}

function withoutVoicing(kana: string): string {
  return kana.normalize('NFD').replace(/[\u3099\u309a]/g, '')
}
