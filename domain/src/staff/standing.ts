import { z } from 'zod'
import { Right } from './right.ts'
import { Role, ROLE_RIGHTS } from './role.ts'

/** How a person stands with the account: by a role, or by rights of their own. */
export interface Held {
  role: Role | null
  /** Theirs alone; null for whoever has a role. */
  ownRights: readonly Right[] | null
}

export function rightsOf({ role, ownRights }: Held): readonly Right[] {
  return role === null ? (ownRights ?? []) : ROLE_RIGHTS[role]
}

export function hasRight(held: Held, right: Right): boolean {
  return rightsOf(held).includes(right)
}

/** Tells whether a person is let in on a day in Tokyo (YYYY-MM-DD): not once they left, nor after their last day. */
export function isLetIn(
  { active, lastDay }: { active: boolean; lastDay: string | null },
  today: string,
): boolean {
  return active && (lastDay === null || today <= lastDay)
}

const faultOf = ({ role, ownRights, storeIds }: z.infer<typeof Written>): string | undefined => {
  if ((role === null) === (ownRights === null)) return 'either a role, or rights of their own'
  if (ownRights && !ownRights.includes('see')) return 'whoever may do anything may see'
  if (storeIds !== null && hasRight({ role, ownRights }, 'settings'))
    return 'settings are of the whole account'
  return undefined
}

const Written = z.object({
  role: Role.nullable().default(null),
  ownRights: z.array(Right).min(1).max(Right.options.length).nullable().default(null),
  /** The stores that the person is bound to; null: the whole account. */
  storeIds: z.array(z.uuid()).min(1).max(500).nullable(),
  /** The last day in Tokyo on which they are let in; null: until somebody ends it. */
  lastDay: z.iso.date().nullable().default(null),
})

/** What is written down of how a person stands. Refuses both a role and own rights, and settings of one store. */
export const Standing = Written.superRefine((written, context) => {
  const message = faultOf(written)
  if (message) context.addIssue({ code: 'custom', path: ['ownRights'], message })
})
export type Standing = z.infer<typeof Standing>
