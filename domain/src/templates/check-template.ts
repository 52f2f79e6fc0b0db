import type { FaultKind } from '../faults/fault.ts'
import { LANGUAGES, type Language } from '../texts/language.ts'
import { renderTemplate } from './render-template.ts'
import { emptiestValues, longestValues } from './sample-values.ts'
import {
  MAY_BE_EMPTY,
  partsOf,
  PART_LIMITS,
  type Part,
  type Template,
  type TemplateWords,
} from './template.ts'
import { hasBrokenVariable, namesIn } from './variable-in-text.ts'

/** What keeps words from being sent: where, and what is wrong, by kind and parameters. */
export interface TemplateFault {
  language: Language
  part: Part
  kind: Extract<
    FaultKind,
    | 'unknown_variable'
    | 'missing_variable'
    | 'broken_variable'
    | 'part_too_long'
    | 'part_empty'
    | 'part_of_many_lines'
  >
  params: Record<string, string>
}

/**
 * Finds all that is wrong with words for a template: variables that it does not have, that are cut off or left out; and
 * whatever would break LINE's limits with the longest values, or be empty with the least.
 */
export function checkTemplate(template: Template, words: TemplateWords): TemplateFault[] {
  return LANGUAGES.flatMap((language) => {
    const ofVariables = checkVariables(template, words, language)
    // Words that cannot be rendered have no length.
    return ofVariables.some(({ kind }) => kind !== 'missing_variable')
      ? ofVariables
      : [...ofVariables, ...checkLengths(template, words, language)]
  })
}

function checkVariables(template: Template, words: TemplateWords, language: Language): TemplateFault[] {
  const parts = partsOf(template)
  const textOf = (part: Part) => words[language][part] ?? ''
  const faults = parts.flatMap((part): TemplateFault[] => [
    ...namesIn(textOf(part))
      .filter((name) => !Object.hasOwn(template.variables, name))
      .map((name) => ({ language, part, kind: 'unknown_variable' as const, params: { name } })),
    ...(hasBrokenVariable(textOf(part))
      ? [{ language, part, kind: 'broken_variable' as const, params: {} }]
      : []),
  ])
  // The notice shows in the list of chats alone: what a person has to know stands in the message.
  const said = parts.filter((part) => part !== 'notice').flatMap((part) => namesIn(textOf(part)))
  const where = parts.find((part) => PART_LIMITS[part].lines) ?? parts[0]!
  const missing = Object.entries(template.variables).filter(
    ([name, { required }]) => required && !said.includes(name),
  )
  return [
    ...faults,
    ...missing.map(([name]) => ({
      language,
      part: where,
      kind: 'missing_variable' as const,
      params: { name },
    })),
  ]
}

function checkLengths(template: Template, words: TemplateWords, language: Language): TemplateFault[] {
  const longest = renderTemplate(template, words[language], longestValues(template), language)
  const emptiest = renderTemplate(template, words[language], emptiestValues(template), language)
  return partsOf(template).flatMap((part): TemplateFault[] => {
    const { most, counts, lines } = PART_LIMITS[part]
    const length = counts === 'signs' ? countSigns(longest[part]!) : longest[part]!.length
    if (!lines && (words[language][part] ?? '').includes('\n'))
      return [{ language, part, kind: 'part_of_many_lines', params: {} }]
    if (length > most)
      return [
        { language, part, kind: 'part_too_long', params: { most: String(most), length: String(length) } },
      ]
    return emptiest[part] === '' && !MAY_BE_EMPTY.includes(part)
      ? [{ language, part, kind: 'part_empty', params: {} }]
      : []
  })
}

const countSigns = (text: string): number => [...new Intl.Segmenter('ja').segment(text)].length
