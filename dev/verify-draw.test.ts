import { hashing } from '@tamaru/db'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { makeDrawRecord } from '../tests/support/make-draw-record.ts'
import { runScript } from '../tests/support/run-command.ts'

const folder = await mkdtemp(path.join(tmpdir(), 'tamaru-draw-'))
afterAll(() => rm(folder, { recursive: true }))

const run = (...given: string[]) => runScript('dev/verify-draw.ts', given)

const record = makeDrawRecord()
async function save(given: object): Promise<string> {
  const file = path.join(folder, `${crypto.randomUUID()}.json`)
  await writeFile(file, JSON.stringify(given))
  return file
}

test('an honest record agrees, and the summary says what is left to look up', async () => {
  const verified = await run(await save(record), '--commitment', record.commitment)
  expect(verified).toMatchObject({ code: 0, err: '' })
  expect(verified.out).toContain('あつめてミナト: everything agrees')
  expect(verified.out).toContain(`won by ${record.draws[0]!.winners.join(', ')}`)
  expect(verified.out).toContain('see for yourself that 日経平均株価 2026-12-09 終値 was 50123.45')
})

test('a record from the web is verified as it comes', async () => {
  const server = createServer((_, answer) => answer.end(JSON.stringify(record))).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  expect(await run('--url', `http://127.0.0.1:${port}/api/draws/autumn`)).toMatchObject({ code: 0 })
  server.close()
})

test('a difference is named, and the exit code says so', async () => {
  const [draw] = record.draws
  const winners = [draw!.winners[1]!, draw!.winners[0]!]
  const tampered = await save({ ...record, draws: [{ ...draw!, winners }] })
  expect(await run(tampered)).toMatchObject({
    code: 1,
    out: '',
    err: expect.stringContaining(`draw grand: the winning tickets are ${draw!.winners.join(', ')}`),
  })
})

test('what was noted down at the time counts more than what the record says now', async () => {
  const file = await save(record)
  const other = hashing.sha256('another')
  expect(await run(file, '--commitment', other)).toMatchObject({
    code: 1,
    err: expect.stringContaining('noted was'),
  })
  expect(await run(file, '--tickets', other)).toMatchObject({
    code: 1,
    err: expect.stringContaining('was noted'),
  })
})

test('what is no record at all is told apart from one that is wrong', async () => {
  expect(await run(await save({ hello: 'world' }))).toMatchObject({
    code: 2,
    err: expect.stringContaining('this is no record of draws'),
  })
  expect(await run()).toMatchObject({ code: 2, err: expect.stringContaining('npm run verify-draw') })
})
