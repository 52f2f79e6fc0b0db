import type { z } from 'zod'
import { ProblemView } from './problem.ts'

/** A JSON answer, for the API document and the client's types. */
export function json<T extends z.ZodType>(schema: T, description: string) {
  return { description, content: { 'application/json': { schema } } }
}

export function jsonBody<T extends z.ZodType>(schema: T) {
  return { required: true, content: { 'application/json': { schema } } }
}

/** Every route may refuse; the kinds are in the catalogue. */
export const refusals = {
  '4XX': { description: 'Refused', content: { 'application/problem+json': { schema: ProblemView } } },
}
