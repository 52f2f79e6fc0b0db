import { z } from 'zod'

/** From least to most: each role may do all that the roles before it may. */
export const ROLES = ['viewer', 'reviewer', 'manager', 'owner'] as const
export const Role = z.enum(ROLES)
export type Role = z.infer<typeof Role>

export function roleReaches(role: Role, needed: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(needed)
}
