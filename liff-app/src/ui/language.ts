import { computed, type ComputedRef, readonly, ref } from 'vue'
import type { Words } from '../api/problem.ts'

export type Language = 'ja' | 'en'
const KEY = 'tamaru.language'

const language = ref<Language>('ja')

/** A choice made here before comes first, then the LINE app's language, then the browser's. */
export function startLanguage(lineLanguage: string | undefined): void {
  const wished = remembered() ?? lineLanguage ?? navigator.language
  apply(wished.toLowerCase().startsWith('ja') ? 'ja' : 'en')
}

export function useLanguage() {
  return {
    language: readonly(language),
    /** Words that came from the API, in the shopper's language. */
    say: (words: Words) => words[language.value],
    choose(next: Language) {
      apply(next)
      try {
        localStorage.setItem(KEY, next)
      } catch {
        // It then lasts as long as the page.
      }
    },
  }
}

/** A door's own words in the language of now. */
export function wordsIn<T>(tables: Record<Language, T>): ComputedRef<T> {
  return computed(() => tables[language.value])
}

function apply(next: Language): void {
  language.value = next
  document.documentElement.lang = next
}

function remembered(): string | undefined {
  try {
    return localStorage.getItem(KEY) ?? undefined
  } catch {
    return undefined
  }
}
