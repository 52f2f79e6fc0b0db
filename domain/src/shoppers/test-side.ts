import { z } from 'zod'

/** Whose side somebody is on who tries an account out, and is no person who shops. */
export const TestSide = z.enum(['client', 'agency'])
export type TestSide = z.infer<typeof TestSide>
