import { HTTPFetchError } from '@line/bot-sdk'
import { existsSync } from 'node:fs'
import { parseLineEnv } from '../api/src/env.ts'
import { connectLine, type Connection } from '../api/src/line-setup/connect-line.ts'

const PATIENCE_MS = 60_000

/** `npm run connect-line`: sets up the configured channel (.env): rich menu and webhook. May be run again at will. */
if (existsSync('.env')) process.loadEnvFile('.env')
setTimeout(() => fail(`LINE did not answer within ${PATIENCE_MS / 1000} seconds`), PATIENCE_MS).unref()
try {
  report(await connectLine(parseLineEnv(process.env)))
} catch (error) {
  fail(
    error instanceof HTTPFetchError
      ? `LINE refused: ${error.status} ${error.body}`
      : (error as Error).message,
  )
}

function report({ account, richMenu, webhook }: Connection): void {
  console.log(`account    ${account}`)
  console.log(
    `rich menu  ${richMenu === 'kept' ? 'shown already' : 'made and shown; chats show it when opened again'}`,
  )
  console.log(`webhook    ${webhook.endpoint}${webhook.changed ? ' (set)' : ''}`)
  if (webhook.fault) fail(`LINE's test call to the webhook failed: ${webhook.fault}`)
  console.log('           answered LINE’s test call')
  if (!webhook.active) fail('Switch on "Use webhook" in the LINE Developers console (Messaging API tab).')
}

function fail(why: string): never {
  console.error(why)
  process.exit(1)
}
