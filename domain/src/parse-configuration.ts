import type { z } from 'zod'

/**
 * Reads a process's configuration from its environment, or throws one error that names every fault. Empty values count
 * as not set.
 */
export function parseConfiguration<T extends z.ZodType>(
  schema: T,
  source: Record<string, unknown>,
): z.infer<T> {
  const given = Object.fromEntries(
    Object.entries(source).filter(([, value]) => value !== '' && value !== undefined),
  )
  const parsed = schema.safeParse(given)
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
  throw new Error(`The configuration has ${faults.length} fault(s):\n${faults.join('\n')}`)
}
