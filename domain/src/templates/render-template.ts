import type { Language, Words } from '../texts/language.ts'
import { partsOf, PART_LIMITS, type Part, type PartTexts, type Template, type Variable } from './template.ts'
import { fillIn, onlyName } from './variable-in-text.ts'

type Value = number | string | Words | readonly (string | Words)[]

/**
 * Says a template's words in one language with these values, by part. Lines that come out empty are left out. What stands
 * for a variable that has no value is a fault of the program (`checkTemplate` refuses such words), and throws.
 */
export function renderTemplate(
  template: Template,
  texts: PartTexts,
  values: Readonly<Record<string, Value>>,
  language: Language,
): Partial<Record<Part, string>> {
  const linesOf = (name: string) => {
    const variable = template.variables[name]
    const value = values[name]
    if (!variable || value === undefined) throw new Error(`no value for {{${name}}}`)
    return tellValue(variable, value, language)
  }
  const inLine = (line: string) => fillIn(line, (name) => linesOf(name).join(language === 'ja' ? '、' : ', '))
  const tell = (text: string) =>
    text
      .split('\n')
      .flatMap((line) => (onlyName(line) ? linesOf(onlyName(line)!) : [inLine(line)]))
      .filter((line) => line.trim() !== '')
      .join('\n')
  return Object.fromEntries(
    partsOf(template).map((part) => {
      const text = texts[part] ?? ''
      return [part, PART_LIMITS[part].lines ? tell(text) : inLine(text).trim()]
    }),
  )
}

/** A value in words, in lines of their own. */
function tellValue(variable: Variable, value: Value, language: Language): string[] {
  switch (variable.type) {
    case 'points':
      return [(value as number).toLocaleString(language === 'ja' ? 'ja-JP' : 'en-US')]
    case 'day':
      return [tellDay(value as string, language)]
    case 'text':
      return [fit(value as string | Words, variable, language)]
    case 'lines':
      return (value as readonly (string | Words)[])
        .slice(0, variable.most)
        .map((line) => fit(line, variable, language))
  }
}

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
)

/** A day that may lie in another year, of one as YYYY-MM-DD. */
export function tellDay(date: string, language: Language): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number]
  return language === 'ja' ? `${year}年${month}月${day}日` : `${MONTHS[month - 1]} ${day}, ${year}`
}

/** What a text has room for. Its braces become wide ones: nothing that a value says reads as a variable of ours. */
function fit(text: string | Words, { longest }: Variable, language: Language): string {
  const said = (typeof text === 'string' ? text : text[language])
    .replaceAll('{', '\uff5b')
    .replaceAll('}', '\uff5d')
  if (longest === undefined || said.length <= longest) return said
  return `${said.slice(0, longest - 1).replace(/[\ud800-\udbff]$/, '')}…`
}
