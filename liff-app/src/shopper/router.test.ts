import { MINI_APP_PATHS } from '@tamaru/domain'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

test('the router knows the paths that the servers answer with its page, and no others', () => {
  const source = readFileSync(new URL('./router.ts', import.meta.url), 'utf8')
  const routes = [...source.matchAll(/path: '([^']+)',\s*name: '(\w+)'/g)].map(([, path, name]) => [
    name,
    path,
  ])
  expect(Object.fromEntries(routes)).toEqual(MINI_APP_PATHS)
})
