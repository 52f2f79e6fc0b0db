import { expect, test } from 'vitest'
import { parseEnv } from './env.ts'

const least = {
  DATABASE_URL: 'postgres://tamaru@localhost/tamaru',
  LINE_LOGIN_CHANNEL_ID: '2000000001',
  LINE_CHANNEL_SECRET: 's',
  LINE_CHANNEL_ACCESS_TOKEN: 't',
  LINE_LIFF_ID: '2000000001-tamaruAP',
}

test('what must be set is the database and the channel; LINE itself is the default', () => {
  expect(parseEnv(least)).toMatchObject({
    PORT: 3000,
    LINE_API_URL: 'https://api.line.me',
    LINE_DATA_API_URL: 'https://api-data.line.me',
  })
})

test('every fault is named at once, and no secret with them', () => {
  const wrong = {
    ...least,
    DATABASE_URL: 'mysql://root:hunter2@db/tamaru',
    PORT: '99999',
    PUBLIC_URL: 'ftp://example.com',
    LINE_LIFF_ID: 'my-liff',
    LINE_CHANNEL_SECRET: '',
  }
  let message = ''
  try {
    parseEnv(wrong)
  } catch (error) {
    message = (error as Error).message
  }
  expect(message).toMatch(/^The configuration has 5 fault/)
  for (const name of ['DATABASE_URL', 'PORT', 'PUBLIC_URL', 'LINE_LIFF_ID', 'LINE_CHANNEL_SECRET'])
    expect(message).toContain(name)
  expect(message).not.toContain('hunter2')
})

test('an empty value counts as not set, a slash at the end of an origin as not there', () => {
  const env = parseEnv({ ...least, LINE_STAFF_LIFF_ID: '', PORT: '', PUBLIC_URL: 'https://tamaru.example/' })
  expect(env.LINE_STAFF_LIFF_ID).toBeUndefined()
  expect(env).toMatchObject({ PORT: 3000, PUBLIC_URL: 'https://tamaru.example' })
})
