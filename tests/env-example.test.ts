import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ENV_NAMES as API_NAMES, parseEnv } from '../api/src/env.ts'
import { ENV_NAMES as WORKER_NAMES } from '../ocr-worker/src/env.ts'

const lines = readFileSync(new URL('../.env.example', import.meta.url), 'utf8').split('\n')
const settings = lines.flatMap((line, at) => {
  const [, off, name, value] = /^(# )?([A-Z][A-Z_]+)=(.*)$/.exec(line) ?? []
  return name === undefined ? [] : [{ name, value: value!, isDefault: off !== undefined, at }]
})

test('.env.example names what the processes read, each once, and nothing else', () => {
  const known = new Set([...API_NAMES, ...WORKER_NAMES])
  expect(settings.map(({ name }) => name).toSorted()).toEqual([...known].toSorted())
})

test('every setting is explained above it', () => {
  const isSetting = (line: string) => settings.some(({ at }) => lines[at] === line)
  for (const { name, at } of settings) {
    const above = lines.slice(0, at).findLast((line) => line !== '' && !isSetting(line))
    expect(above, name).toMatch(/^# [A-Za-z].{15}/)
  }
})

test('what is commented out is the default, and what is not has none', () => {
  const defaults = parseEnv({
    DATABASE_URL: 'postgres://localhost/tamaru',
    LINE_LOGIN_CHANNEL_ID: '2000000001',
    LINE_CHANNEL_SECRET: 's',
    LINE_CHANNEL_ACCESS_TOKEN: 't',
    LINE_LIFF_ID: '2000000001-tamaruAP',
  }) as Record<string, unknown>
  for (const { name, value, isDefault } of settings)
    if (isDefault) expect(String(defaults[name] ?? ''), name).toBe(value)
    else expect(value, name).toBe('')
})
