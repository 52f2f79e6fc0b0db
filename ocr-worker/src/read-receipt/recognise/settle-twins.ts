/** Characters that tills print alike and that only their neighbours tell apart: katakana, and what else it may be. */
const KATAKANA_TWINS: Record<string, string> = {
  一: 'ー',
  '-': 'ー',
  '|': 'ー',
  口: 'ロ',
  力: 'カ',
  二: 'ニ',
  夕: 'タ',
  工: 'エ',
  卜: 'ト',
  八: 'ハ',
  三: 'ミ',
  千: 'チ',
  へ: 'ヘ',
  べ: 'ベ',
  ぺ: 'ペ',
  り: 'リ',
}
const HIRAGANA_TWINS: Record<string, string> = { ヘ: 'へ', ベ: 'べ', ペ: 'ぺ', リ: 'り', 一: 'ー', '-': 'ー' }
const KATAKANA = /^[ァ-ヺー]$/u
const HIRAGANA = /^[ぁ-ゖ]$/u
const STROKE = /^[一\-|]$/

/** Twins become what their neighbours are; where neither is kana they stay. */
export function settleTwins<T extends { text: string; spaced?: boolean }>(letters: T[]): T[] {
  const settled: T[] = []
  letters.forEach((letter, i) => {
    const before = letter.spaced ? '' : (settled[i - 1]?.text ?? '')
    const after = letters[i + 1]?.spaced ? '' : (letters[i + 1]?.text ?? '')
    const katakana = KATAKANA_TWINS[letter.text]
    const hiragana = HIRAGANA_TWINS[letter.text]
    if (katakana && isAmong(KATAKANA, letter.text, before, after)) settled.push({ ...letter, text: katakana })
    else if (hiragana && isAmong(HIRAGANA, letter.text, before, after))
      settled.push({ ...letter, text: hiragana })
    else settled.push(letter)
  })
  return settled
}

/** A stroke after kana lengthens it, but for one before a digit. Another twin goes with the word that it begins or ends. */
function isAmong(kana: RegExp, twin: string, before: string, after: string): boolean {
  if (STROKE.test(twin)) return kana.test(before) && !/[\d¥]/.test(after)
  return kana.test(after) || (kana.test(before) && !/[\p{Script=Han}\p{Script=Hiragana}]/u.test(after))
}
