import { z } from 'zod'
import { AttributeKey } from '../attributes/attribute.ts'

/** What a column of a file of people holds. */
export type ImportTarget =
  | { kind: 'shopper_id' | 'line_user_id' | 'tags' | 'ignore' }
  | { kind: 'attribute'; key: string }
  /** Whether the person has the tag of this name. */
  | { kind: 'tag'; name: string }

const PLAIN = ['shopper_id', 'line_user_id', 'tags', 'ignore'] as const

/** Reads what a column holds, as mappings and the heads of ready-made files name it; undefined where it is nothing. */
export function parseTarget(text: string): ImportTarget | undefined {
  const plain = PLAIN.find((each) => each === text)
  if (plain) return { kind: plain }
  const [, kind, name] = /^(attribute|tag):(.+)$/.exec(text) ?? []
  if (kind === 'tag') return { kind, name: name! }
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
]

/** Proposes what a column may hold, by its head alone; somebody has to say yes. Undefined where nothing is near. */
export function proposeTarget(head: string): string | undefined {
  const text = head.normalize('NFKC').trim()
  return parseTarget(text) ? text : KNOWN_HEADS.find(([heads]) => heads.test(text))?.[1]
}
