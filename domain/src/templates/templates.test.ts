import { describe, expect, test } from 'vitest'
import { seededRandom } from '../simulation/seeded-random.ts'
import { LANGUAGES } from '../texts/language.ts'
import { checkTemplate } from './check-template.ts'
import { renderTemplate } from './render-template.ts'
import { longestValues, sampleValues } from './sample-values.ts'
import { partsOf, PART_LIMITS, type TemplateWords } from './template.ts'
import { TEMPLATE_KINDS, templateOf, TEMPLATES } from './templates.ts'

describe.each(TEMPLATE_KINDS)('what the product says by itself: %s', (kind) => {
  const template = templateOf(kind)

  test('is within every limit with the longest values, and never empty, in both languages', () => {
    expect(checkTemplate(template, template.words)).toEqual([])
  })

  test('says the values, and leaves no variable open', () => {
    for (const language of LANGUAGES) {
      const said = renderTemplate(template, template.words[language], sampleValues(template), language)
      expect(Object.keys(said)).toEqual(partsOf(template))
      expect(JSON.stringify(said)).not.toMatch(/\{\{|\}\}|undefined/)
      // English words hold nothing Japanese of ours; what a person or a brand is called stays as it is.
      if (language === 'en') expect(Object.values(template.words.en).join()).not.toMatch(/[ぁ-んァ-ヶ一-龠]/)
    }
  })
})

test('the question of NPS stands in the message that asks it', () => {
  const { survey } = TEMPLATES
  const said = renderTemplate(survey, survey.words.en, sampleValues(survey), 'en')
  expect(said.body).toMatch(/^How likely are you to recommend/)
})

describe('words that an account has for an entry that brought points', () => {
  const template = templateOf('entry_approved')
  const faultsOf = (ja: Partial<TemplateWords['ja']>) =>
    checkTemplate(template, { ...template.words, ja: { ...template.words.ja, ...ja } }).map(
      ({ language, part, kind, params }) => [language, part, kind, params],
    )

  test.each([
    [
      'a variable that there is not',
      { title: 'やった {{pointz}}' },
      ['title', 'unknown_variable', { name: 'pointz' }],
    ],
    [
      'one that belongs to every object',
      { title: '{{toString}}' },
      ['title', 'unknown_variable', { name: 'toString' }],
    ],
    ['braces that do not close', { body: '{{goods}}\n{{sums}}\n{{points' }, ['body', 'broken_variable', {}]],
    ['no points', { figure: '' }, ['body', 'missing_variable', { name: 'points' }]],
    ['no title', { title: ' ' }, ['title', 'part_empty', {}]],
    ['two lines of title', { title: 'や\nった' }, ['title', 'part_of_many_lines', {}]],
    [
      'a button of 21 signs',
      { button: '👨‍👩‍👧'.repeat(21) },
      ['button', 'part_too_long', { most: '20', length: '21' }],
    ],
    [
      'a notice that is too long with the longest sums only',
      { notice: '{{sums}}{{sums}}{{sums}}' },
      ['notice', 'part_too_long', { most: '1500', length: '3615' }],
    ],
  ])('are refused with %s', (_what, words, fault) => {
    expect(faultsOf(words)).toEqual([['ja', ...fault]])
  })

  test('may have a button of 20 signs, however many units those are', () => {
    expect(faultsOf({ button: '👨‍👩‍👧'.repeat(20) })).toEqual([])
  })
})

// Any words at all, made of what people might type, with values that try to be words themselves.
test('whatever passes the check is within limits and has no variable left, whatever the values', () => {
  const random = seededRandom(7)
  const pick = <T>(among: readonly T[]): T => among[Math.floor(random() * among.length)]!
  let passed = 0
  for (let n = 0; n < 600; n++) {
    const template = templateOf(pick(TEMPLATE_KINDS))
    const scraps = [
      '{{',
      '}}',
      '\n',
      'あ',
      '{',
      ' ',
      ...Object.keys(template.variables).map((name) => `{{${name}}}`),
    ]
    const parts = partsOf(template)
    const words = structuredClone(template.words)
    for (const language of LANGUAGES)
      words[language][pick(parts)] += Array.from({ length: pick([0, 1, 3]) }, () => pick(scraps)).join('')
    if (checkTemplate(template, words).length > 0) continue
    passed++
    const values = longestValues(template) as Record<string, unknown>
    for (const [name, { type }] of Object.entries(template.variables)) {
      if (type === 'text') values[name] = '{{points}}'.repeat(200)
      if (type === 'lines') values[name] = Array.from({ length: 20 }, () => '}}{{{sums}}}'.repeat(200))
    }
    for (const language of LANGUAGES) {
      const said = renderTemplate(template, words[language], values as never, language)
      for (const part of parts) {
        expect(said[part]).not.toMatch(/\{\{|\}\}/)
        if (PART_LIMITS[part].counts === 'units')
          expect(said[part]!.length).toBeLessThanOrEqual(PART_LIMITS[part].most)
      }
    }
  }
  expect(passed).toBeGreaterThan(100)
})
