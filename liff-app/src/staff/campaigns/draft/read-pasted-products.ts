import type { Written } from '../../form/form-path.ts'
import { beginningOf } from './whole-draft.ts'

/**
 * Products from the rows of a spreadsheet: name, katakana, JAN, price, in any order but the name first. Undefined where
 * the text is a single name, which is pasted as any text.
 */
export function readPastedProducts(text: string): Written[] | undefined {
  const rows = text.split(/\r?\n/).filter((row) => row.trim() !== '')
  if (rows.length < 2 && !text.includes('\t')) return undefined
  return rows.map((row) => {
    const [name = '', ...cells] = row.split('\t').map((cell) => cell.trim().normalize('NFKC'))
    const find = (pattern: RegExp) => cells.find((cell) => pattern.test(cell)) ?? null
    const jan = find(/^(\d{8}|\d{13})$/)
    const price = find(/^[¥￥]?[\d,]{1,7}円?$/)?.replaceAll(/[^\d]/g, '')
    return {
      ...beginningOf('products'),
      name,
      kana: find(/^[ァ-ヶー\s・]+$/),
      jan,
      price_yen: price ? Number(price) : null,
    }
  })
}
