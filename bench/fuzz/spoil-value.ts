import type { Random } from '../samples/random.ts'

/** What breaks columns, casts and sums. */
const NUMBERS: readonly number[] = [
  ...[0, -0, -1, 0.5, 100, 1_000_000, 2_147_483_647, 2_147_483_648, -2_147_483_649, 4_294_967_296],
  ...[9_007_199_254_740_991, 9_007_199_254_740_992, 9_223_372_036_854_775_807, 1e21, 1e308, -1e308, 5e-324],
]
/** What breaks encodings, parsers, statements and pages. */
const TEXTS: readonly string[] = [
  ...[
    '',
    ' ',
    '\0',
    'a\0b',
    '\ud800',
    'x\udfff',
    '\u202egnp.exe',
    '\ufeff',
    '😀'.repeat(300),
    'あ'.repeat(5_000),
  ],
  ...["'; drop table entry; --", '${7*7}', '../../etc/passwd', '<script>alert(1)</script>', '%00', '\\u0000'],
  ...['\r\nset-cookie: a=b', '2026-02-30', '2026-13-45', '9999-12-31', '0000-00-00', '-infinity', 'infinity'],
  ...[
    'NaN',
    '1e9',
    '0x10',
    'null',
    'undefined',
    '00000000-0000-0000-0000-000000000000',
    '__proto__',
    'toString',
  ],
]
const OTHERS: readonly unknown[] = [
  ...[null, true, false, [], {}, [[[[[[[]]]]]]], [null], { constructor: { prototype: {} } }],
  Array.from({ length: 300 }, (_, n) => n),
]

/** Mostly of the kind that was there: what a schema refuses by its kind reaches nothing behind it. */
function bad(value: unknown, random: Random): unknown {
  if (random.chance(0.25)) return random.pick([...NUMBERS, ...TEXTS, ...OTHERS])
  if (typeof value === 'number') return random.pick(NUMBERS)
  return typeof value === 'string' ? random.pick(TEXTS) : random.pick(OTHERS)
}

/** Puts one wrong value somewhere into a value: in place of a part, or beside it; or leaves the part out. */
export function spoilValue(value: unknown, random: Random): unknown {
  const place = random.pick([...placesIn(value)])
  return change(
    value,
    place,
    (inner) => {
      if (typeof inner !== 'object' || inner === null || random.chance(0.5)) return bad(inner, random)
      return Array.isArray(inner)
        ? [...inner, bad(inner[0], random)]
        : { ...inner, [random.pick(NAMES)]: bad(undefined, random) }
    },
    random.chance(0.1),
  )
}

type Place = (string | number)[]

/** Every place in a value, the whole among them: a part deep inside is as likely as one at the top. */
function* placesIn(value: unknown, at: Place = []): Generator<Place> {
  yield at
  if (typeof value !== 'object' || value === null) return
  for (const [key, inner] of Object.entries(value)) yield* placesIn(inner, [...at, key])
}

function change(
  value: unknown,
  [key, ...rest]: Place,
  to: (inner: unknown) => unknown,
  leftOut: boolean,
): unknown {
  if (key === undefined) return to(value)
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string, unknown>
  if (leftOut && rest.length === 0) delete copy[key]
  else copy[key] = change(copy[key], rest, to, leftOut)
  return copy
}

const NAMES = ['more', 'accountId', 'shopperId', 'points', 'role', 'id', '\0', '\ud800']

/** A bad text where only a text can stand: in a path, a query, a header. */
export function badText(random: Random): string {
  return String(random.pick([...TEXTS, ...NUMBERS]))
}
