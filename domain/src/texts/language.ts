import { z } from 'zod'

/** The languages that people are spoken to in, the first where nothing is known of theirs. */
export const LANGUAGES = ['ja', 'en'] as const
export const Language = z.enum(LANGUAGES)
export type Language = z.infer<typeof Language>

/** The same said in each language. */
export type Words = Readonly<Record<Language, string>>

/** Finds ours for a language tag of LINE's or a browser's (BCP 47); undefined for none. */
export function languageOf(tag: string | undefined): Language | undefined {
  if (!tag) return undefined
  return /^ja\b/i.test(tag) ? 'ja' : 'en'
}

/** The language in which a person is spoken to: that in which they read the mini-app, else that of their LINE. */
export const spokenLanguage = (person: {
  language: Language | null
  lineLanguage: Language | null
}): Language => person.language ?? person.lineLanguage ?? 'ja'
