import { expect, test } from 'vitest'
import { roleReaches, ROLES } from './role.ts'

test('each role reaches itself and every role before it, and none after it', () => {
  for (const [i, role] of ROLES.entries())
    for (const [j, needed] of ROLES.entries()) expect(roleReaches(role, needed)).toBe(i >= j)
})
