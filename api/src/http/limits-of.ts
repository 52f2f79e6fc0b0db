import type { Context } from 'hono'
import { matchedRoutes } from 'hono/route'
import type { AppEnv } from './app-env.ts'
import { ROUTE_LIMITS, USUAL_LIMITS, type RouteLimits } from './route-limits.ts'

/** The limits of the route that will answer this request. */
export function limitsOf(c: Context<AppEnv>): RouteLimits {
  for (const { method, path } of matchedRoutes(c)) {
    const limits = ROUTE_LIMITS[`${method} ${path}`]
    if (limits) return limits
  }
  return USUAL_LIMITS
}
