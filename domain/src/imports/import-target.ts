import { z } from 'zod'
import { AttributeKey } from '../attributes/attribute.ts'
import { PURCHASE_PARTS, type PurchasePart } from './shop-purchase.ts'

/** What a column of a file of people holds. */
export type ImportTarget =
  | { kind: 'shopper_id' | 'line_user_id' | 'tags' | 'ignore' }
  | { kind: 'attribute'; key: string }
  /** Whether the person has the tag of this name. */
  | { kind: 'tag'; name: string }
  /** A part of a purchase in a shop of the brand's own. */
  | { kind: 'purchase'; part: PurchasePart }

const PLAIN = ['shopper_id', 'line_user_id', 'tags', 'ignore'] as const

/** Reads what a column holds, as mappings and the heads of ready-made files name it; undefined where it is nothing. */
export function parseTarget(text: string): ImportTarget | undefined {
  const plain = PLAIN.find((each) => each === text)
  if (plain) return { kind: plain }
  const [, kind, name] = /^(attribute|tag|purchase):(.+)$/.exec(text) ?? []
  if (kind === 'tag') return { kind, name: name! }
  if (kind === 'purchase') {
    const part = PURCHASE_PARTS.find((each) => each === name)
    return part && { kind, part }
  }
  const { data: key } = AttributeKey.safeParse(name)
  return key === undefined ? undefined : { kind: 'attribute', key }
}

export const ImportTargetText = z
  .string()
  .max(100)
  .refine((text) => parseTarget(text) !== undefined, 'a target, such as line_user_id or attribute:birthday')

/** What happens where something else is known of a person already. */
export const ImportConflicts = z.enum(['replace', 'keep'])
export type ImportConflicts = z.infer<typeof ImportConflicts>

/** What the columns of a file hold, by their heads, and what happens where a person has another value. */
export const ImportMapping = z.strictObject({
  columns: z.record(z.string().max(500), ImportTargetText),
  conflicts: ImportConflicts.default('replace'),
})
export type ImportMapping = z.infer<typeof ImportMapping>

const BALANCE = /ポイント|残高|points?\b|balance/i

/** Tells whether a head speaks of a balance, which is never taken in. */
export const isOfBalances = (head: string): boolean => BALANCE.test(head.normalize('NFKC'))

const KNOWN_HEADS: readonly (readonly [RegExp, string])[] = [
  [/^(line[ _]?)?user[ _]?id$|^line[ _]?id$|^lineユーザーid$|^ユーザーid$|^uid$/i, 'line_user_id'],
  [/^(誕生日|生年月日|birthday|date of birth)$/i, 'attribute:birthday'],
  [/^(性別|gender|sex)$/i, 'attribute:gender'],
  [/^(都道府県|prefecture)$/i, 'attribute:prefecture'],
  [/^(タグ|tags?)$/i, 'tags'],
  [/^(会員)?ランク$|^(member ?)?rank$/i, 'attribute:brand_rank'],
  [/^(購入日時?|注文日時?|お?買い?上げ日)$/, 'purchase:on'],
  [/^(商品名?|品名)$/, 'purchase:goods'],
  [/^(購入|注文|お?買い?上げ|税込)?(合計)?金額$/, 'purchase:yen'],
  [/^(購入|利用)?(店舗|店)名?$/, 'purchase:shop'],
  [/^(購入)?(数量|個数|点数)$/, 'purchase:pieces'],
  [/^(注文|購入|伝票|取引)(番号|no\.?)$/i, 'purchase:number'],
  // What other tools call their friends by, which says nothing here.
  [/^(id|友だちid|登録id|表示名|line(登録|表示)?名|システム表示名|display ?name)$/i, 'ignore'],
]

/** Proposes what a column may hold, by its head alone; somebody has to say yes. Undefined where nothing is near. */
export function proposeTarget(head: string): string | undefined {
  const text = head.normalize('NFKC').trim()
  return parseTarget(text) ? text : KNOWN_HEADS.find(([heads]) => heads.test(text))?.[1]
}
