import { z } from 'zod'
import { RIGHTS, type Right } from './right.ts'

/** Names the bundles of rights that most people have one of. */
export const ROLES = ['viewer', 'reviewer', 'manager', 'owner'] as const
export const Role = z.enum(ROLES)
export type Role = z.infer<typeof Role>

/** Tells what each bundle holds. */
export const ROLE_RIGHTS: Readonly<Record<Role, readonly Right[]>> = {
  viewer: ['see', 'names'],
  reviewer: ['see', 'names', 'review'],
  manager: ['see', 'names', 'review', 'write', 'approve', 'send', 'points'],
  owner: RIGHTS,
}
