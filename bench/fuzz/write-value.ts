import type { Random } from '../samples/random.ts'
import type { Schema } from './schema.ts'

/** What earlier answers have shown: ids that exist, so that requests reach what lies behind them. */
export interface Known {
  ids: string[]
  /** The same by the noun in the path under which they are found: entries, rewards. */
  idsOf: Record<string, string[]>
  texts: string[]
}

/** Writes a value that a schema allows. Optional members are there or not. */
export function writeValue(schema: Schema, random: Random, known: Known): unknown {
  const among = schema.anyOf ?? schema.oneOf
  if (among) return writeValue(random.pick(among), random, known)
  if (schema.allOf)
    return Object.assign(
      {},
      ...schema.allOf.map((part) => writeValue(part, random, known) as object),
    ) as object
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return random.pick(schema.enum)
  const type = Array.isArray(schema.type) ? random.pick(schema.type) : schema.type
  switch (type) {
    case 'null':
      return null
    case 'boolean':
      return random.chance(0.5)
    case 'integer':
    case 'number':
      return writeNumber(schema, type, random)
    case 'string':
      return writeText(schema, random, known)
    case 'array': {
      const { items = {}, minItems = 0, maxItems = 3 } = schema
      const length = random.whole(minItems, Math.max(minItems, Math.min(3, maxItems)))
      return Array.from({ length }, () => writeValue(items, random, known))
    }
    default: {
      const { properties = {}, required = [] } = schema
      const there = Object.entries(properties).filter(([key]) => required.includes(key) || random.chance(0.6))
      return Object.fromEntries(there.map(([key, inner]) => [key, writeValue(inner, random, known)]))
    }
  }
}

function writeNumber(schema: Schema, type: 'integer' | 'number', random: Random): number {
  const least = schema.minimum ?? (schema.exclusiveMinimum === undefined ? -3 : schema.exclusiveMinimum + 1)
  const most = Math.min(schema.maximum ?? 1_000, least + 1_000)
  return type === 'integer' ? random.whole(Math.ceil(least), Math.floor(most)) : random.between(least, most)
}

function writeText(
  { format, pattern, minLength = 0, maxLength = 40 }: Schema,
  random: Random,
  known: Known,
): string {
  if (format === 'uuid')
    return random.chance(0.9) && known.ids.length > 0 ? random.pick(known.ids) : uuid(random)
  if (format === 'date') return day(random)
  if (format === 'date-time') return `${day(random)}T03:04:05.000Z`
  if (format === 'uri') return 'https://example.com/a.png'
  const found =
    pattern === undefined ? undefined : SAMPLES.find((text) => new RegExp(pattern, 'u').test(text(random)))
  if (found) return found(random)
  if (known.texts.length > 0 && random.chance(0.3)) return random.pick(known.texts).slice(0, maxLength)
  const length = Math.max(minLength, random.whole(1, 12))
  return Array.from({ length: Math.min(length, maxLength) }, () => random.pick([...LETTERS])).join('')
}

const LETTERS = 'あいう店茶abcXYZ019 -円'
/** What the patterns of the document ask for. */
const SAMPLES: ((random: Random) => string)[] = [
  day,
  (random) => `${day(random)}T12:34`,
  (random) => `U${hex(32, random)}`,
  (random) => hex(64, random),
  (random) => `T${random.digits(13)}`,
  (random) => random.digits(5),
  (random) => `03-${random.digits(4)}-${random.digits(4)}`,
  () => '🍵',
  (random) => `a-${random.digits(4)}`,
]

function day(random: Random): string {
  const two = (n: number) => String(n).padStart(2, '0')
  return `${random.whole(2025, 2027)}-${two(random.whole(1, 12))}-${two(random.whole(1, 28))}`
}

const hex = (count: number, random: Random) =>
  Array.from({ length: count }, () => random.whole(0, 15).toString(16)).join('')

const uuid = (random: Random) =>
  [8, 4, 4, 4, 12]
    .map((count) => hex(count, random))
    .join('-')
    .replace(/^(.{14})./, '$14')
    .replace(/^(.{19})./, '$18')
