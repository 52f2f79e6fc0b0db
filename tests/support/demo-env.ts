import { parseEnv } from '../../api/src/env.ts'
import { DEMO_CONTACT_KEY, DEMO_LINE } from '../../dev/demo-line.ts'

/** The demo's settings, for what asks for them and for no database. */
export const DEMO_ENV = parseEnv({
  ...DEMO_LINE,
  ...{ CONTACT_KEY: DEMO_CONTACT_KEY, DATABASE_URL: 'postgresql://nowhere/demo' },
})
