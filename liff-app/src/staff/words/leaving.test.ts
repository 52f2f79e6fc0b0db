import { expect, test } from 'vitest'
import { SHOWS_PEOPLE } from '../../../../api/src/access/shows-people.ts'
import { leavingWords } from './leaving.ts'

test.each(['ja', 'en'] as const)('every look at people has words in the access log: %s', (language) => {
  const { routes } = leavingWords[language].accesses
  expect(Object.keys(SHOWS_PEOPLE).filter((route) => !(route in routes))).toEqual([])
})
