import type { Person } from './state.ts'

/**
 * Failures that anyone can provoke by a person's name, in the phone as in a test: the name ends with the sentinel.
 * README.md lists them for readers.
 */
export type Sentinel =
  | 'error-400'
  | 'error-429'
  | 'error-500'
  | 'error-500-accepted'
  | 'error-timeout'
  | 'error-login'
  | 'short-id-token'
  | 'content-404'
  | 'content-410'

export const endsWith = (person: Person | undefined, sentinel: Sentinel): boolean =>
  person?.displayName.endsWith(sentinel) ?? false
