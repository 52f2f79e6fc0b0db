import { describe, expect, test } from 'vitest'
import { addDays } from '../time/tokyo-time.ts'
import { ageBandOn, ageOn, birthdaysOf } from './age-band.ts'
import { NewAttribute, type Attribute } from './attribute.ts'
import { BUILT_IN_ATTRIBUTES, builtInAttribute } from './built-in-attributes.ts'
import { keptAttribute, stretchesOf, valueOn } from './derive-value.ts'
import { readValue } from './read-value.ts'

const of = (kind: Attribute['kind']): Attribute => ({
  ...{ key: 'x', kind, words: { ja: '属性', en: 'attribute' } },
  choices: kind === 'choice' ? [{ key: 'green', words: { ja: '緑茶', en: 'Green tea' } }] : [],
})

test.each([
  ['choice', 'ＧＲＥＥＮ tea ', 'green'],
  ['choice', '緑茶', 'green'],
  ['choice', '紅茶', 'not_a_choice'],
  ['number', '1,234.50', '1234.5'],
  ['number', '-0', '0'],
  ['number', '1e3', 'not_a_number'],
  ['number', '1,2', 'not_a_number'],
  ['date', '1990/4/1', '1990-04-01'],
  ['date', '１９９０年０４月０１日', '1990-04-01'],
  ['date', '19900401', '1990-04-01'],
  ['date', '1990-02-30', 'not_a_date'],
  ['date', '33000', 'not_a_date'],
  ['yes_no', 'はい', 'yes'],
  ['yes_no', 'FALSE', 'no'],
  ['yes_no', 'たぶん', 'not_yes_or_no'],
] as const)('of a %s, %s is read as %s', (kind, text, expected) => {
  const read = readValue(of(kind), text)
  expect('value' in read ? read.value : read.fault).toBe(expected)
})

test('what is worked out from a birthday is right on every day of four years, at every edge', () => {
  const bands = builtInAttribute('age_band')!.choices.map(({ key }) => key)
  for (let n = 0; n < 1_461; n++) {
    const today = addDays('2026-01-01', n)
    for (const band of bands) {
      const { from, until } = birthdaysOf(band, today)
      for (const inside of [from, until]) expect(ageBandOn(today, inside), `${today} ${inside}`).toBe(band)
      if (band !== '0') expect(ageBandOn(today, addDays(until, 1))).not.toBe(band)
      if (band !== '90') expect(ageBandOn(today, addDays(from, -1))).not.toBe(band)
    }
  }
  expect([ageOn('2026-02-28', '2000-02-29'), ageOn('2026-03-01', '2000-02-29')]).toEqual([25, 26])
})

test('every region follows from its prefectures, and from no other', () => {
  for (const { key } of builtInAttribute('prefecture')!.choices) {
    const region = valueOn('region', { prefecture: key }, '2026-01-01')!
    for (const { key: each } of builtInAttribute('region')!.choices)
      expect(
        stretchesOf('region', [each], '2026-01-01').some(({ from, until }) => from <= key && key <= until),
      ).toBe(each === region)
  }
})

describe('an attribute', () => {
  test('that is built in has a key of its own, words, and is kept by itself or by another that is built in', () => {
    expect(new Set(BUILT_IN_ATTRIBUTES.map(({ key }) => key)).size).toBe(BUILT_IN_ATTRIBUTES.length)
    const kept = BUILT_IN_ATTRIBUTES.map(({ key }) => keptAttribute(key))
    expect(kept).toEqual(['birthday', 'prefecture', 'gender', 'birthday', 'prefecture'])
  })

  test('of an account has choices where it is a choice, each once, and nowhere else', () => {
    const words = { ja: '好きなお茶', en: 'favourite tea' }
    const written = { key: 'tea', kind: 'choice', words, purpose: 'おすすめを選ぶため' }
    const choice = { key: 'green', words: { ja: '緑茶', en: 'green' } }
    expect(NewAttribute.parse({ ...written, choices: [choice] })).toMatchObject({ keptDays: null })
    for (const wrong of [
      written,
      { ...written, kind: 'number', choices: [choice] },
      { ...written, choices: [choice, choice] },
      { ...written, choices: [choice], key: 'Tea' },
      { ...written, choices: [choice], purpose: ' ' },
    ])
      expect(NewAttribute.safeParse(wrong).success).toBe(false)
  })
})
