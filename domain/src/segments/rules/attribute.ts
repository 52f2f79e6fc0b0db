import { z } from 'zod'
import { AttributeKey } from '../../attributes/attribute.ts'
import { valueOn } from '../../attributes/derive-value.ts'
import { readDay, wordsOfValue } from '../../attributes/read-value.ts'
import { conditionKind } from '../condition-kind.ts'
import type { Known } from '../known.ts'
import { wordsOfRange } from '../range.ts'

const Bound = z.number().min(-1e12).max(1e12).optional()
const Day = z.string().refine((text) => readDay(text) === text, 'a day, YYYY-MM-DD')

const Shape = z.strictObject({
  kind: z.literal('attribute'),
  attribute: AttributeKey,
  /** Of a choice: keys of it. */
  oneOf: z.array(z.string().max(40)).min(1).max(100).optional(),
  /** Of a number. */
  atLeast: Bound,
  atMost: Bound,
  /** Of a date. */
  from: Day.optional(),
  until: Day.optional(),
  /** Of yes or no. */
  is: z.boolean().optional(),
})
type Asked = z.infer<typeof Shape>

const schema = Shape.refine(
  (condition) => waysOf(condition).length === 1,
  'oneOf, atLeast and atMost, from and until, or is',
)
  .refine(({ atLeast = -Infinity, atMost = Infinity }) => atLeast <= atMost, 'the lesser first')
  .refine(({ from = '', until = '9999' }) => from <= until, 'the earlier first')

/** The kinds of attribute that a condition asks as if it were; of a sound one there is one. */
const waysOf = ({ oneOf, atLeast, atMost, from, until, is }: Omit<Asked, 'kind' | 'attribute'>) => [
  ...(oneOf ? (['choice'] as const) : []),
  ...(atLeast !== undefined || atMost !== undefined ? (['number'] as const) : []),
  ...(from || until ? (['date'] as const) : []),
  ...(is !== undefined ? (['yes_no'] as const) : []),
]

/** What is known of a person in the account's own words: a choice, a number, a date, yes or no. Who told nothing is not meant. */
export const attribute = conditionKind({
  kind: 'attribute',
  name: { ja: '属性', en: 'Attribute' },
  schema,
  readsPurchases: false,
  refersTo: ({ attribute: id }) => [{ of: 'attribute', id }],
  faultOf({ attribute: of, ...asked }, known) {
    const found = known.attribute.get(of)?.attribute
    if (!found) return undefined
    if (waysOf(asked)[0] !== found.kind) return { fault: 'attribute_other_kind', of }
    const gone = asked.oneOf?.find((key) => !found.choices.some((choice) => choice.key === key))
    if (gone !== undefined) return { fault: 'attribute_choice_gone', of: gone }
    return found.isWritten ? undefined : { fault: 'attribute_unwritten', of }
  },
  words(condition, known) {
    const thing = known.attribute.get(condition.attribute)
    const name = thing?.attribute?.words ?? { ja: thing?.name ?? '', en: thing?.name ?? '' }
    const said = saidOf(condition, known)
    return { ja: `「${name.ja}」が${said.ja}である`, en: `has ${said.en} as “${name.en}”` }
  },
  matches(condition, { attributes }, { today }) {
    const value = valueOn(condition.attribute, attributes, today)
    if (value === undefined) return false
    const { oneOf, atLeast = -Infinity, atMost = Infinity, from = '', until = '9999', is } = condition
    switch (waysOf(condition)[0]) {
      case 'choice':
        return oneOf!.includes(value)
      case 'number':
        return Number(value) >= atLeast && Number(value) <= atMost
      case 'date':
        return value >= from && value <= until
      default:
        return value === (is ? 'yes' : 'no')
    }
  },
  shows: ({ attribute: key }, { attributes }, { today }) => ({
    [key]: valueOn(key, attributes, today) ?? null,
  }),
})

function saidOf(condition: Asked, known: Known): { ja: string; en: string } {
  const { oneOf, from, until, is, attribute: key } = condition
  const found = known.attribute.get(key)?.attribute
  const value = (text: string) => (found ? wordsOfValue(found, text) : { ja: text, en: text })
  if (oneOf) {
    const words = oneOf.map(value)
    return {
      ja: words.map(({ ja }) => `「${ja}」`).join('か'),
      en: words.map(({ en }) => `“${en}”`).join(' or '),
    }
  }
  if (is !== undefined) return value(is ? 'yes' : 'no')
  if (from || until)
    return {
      ja: `${from ? `${from}から` : ''}${until ? `${until}まで` : ''}`,
      en: [from && `from ${from}`, until && `until ${until}`].filter(Boolean).join(' '),
    }
  return wordsOfRange(condition, { ja: '', en: '' })
}
