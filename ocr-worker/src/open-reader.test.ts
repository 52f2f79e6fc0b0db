import { spawn, type ChildProcess } from 'node:child_process'
import { subscribe } from 'node:diagnostics_channel'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { makePdf } from '../../tests/support/make-pdf.ts'
import { openReader, type Reader } from './open-reader.ts'
import { UnreadableImage } from './read-receipt/unreadable-image.ts'

const CLI = fileURLToPath(new URL('./cli/read-receipt.ts', import.meta.url))
const sample = (name: string) => fileURLToPath(new URL(`../../samples/${name}.jpg`, import.meta.url))
const photo = (name: string) => readFile(sample(name))
const noPicture = new TextEncoder().encode('<svg/>')

/** Every process that was started, in order. */
const processes: ChildProcess[] = []
subscribe('child_process', (message) => processes.push((message as { process: ChildProcess }).process))

const opened: Reader[] = []
afterAll(() => Promise.all(opened.map((reader) => reader.close())))

/** A lane whose process has answered before. */
async function openLane() {
  const reader = openReader()
  opened.push(reader)
  await expect(reader.read(noPicture)).rejects.toBeInstanceOf(UnreadableImage)
  return { reader, process: processes.at(-1)! }
}

test('a HEIC photo, and a receipt over two pages of a PDF, are read in one process, and shown as it drew them', async () => {
  const { reader } = await openLane()
  const drawn: Uint8Array[] = []
  const read = (file: Uint8Array) => reader.read(file, { onDrawn: (jpeg) => drawn.push(jpeg) })
  const heic = await readFile(new URL('../../samples/formats/konbini-01.heic', import.meta.url))
  expect(await read(heic)).toMatchObject({ total: 1771, purchasedAt: '2026-10-07T16:45' })
  const head = [
    'KOMOREBI MART',
    '12 Acorn Street',
    'Date: 2026-11-02 12:34',
    'Green tea          1.50',
    'Rice ball          2.30',
  ]
  const foot = [
    'Subtotal           3.80',
    'Tax                0.38',
    'TOTAL              4.18',
    'Cash               5.00',
    'Change             0.82',
  ]
  const reading = await read(makePdf([{ lines: head }, { lines: foot }]))
  expect(reading).toMatchObject({ total: 4.18, quality: { kind: 'receipt' } })
  expect(reading.purchasedAt).toContain('2026-11-02')
  expect(drawn).toHaveLength(2)
})

/** Long enough for the photo to be at the lane, far too short for it to be read. */
const untilInTheMiddle = () => sleep(100)

test('what is no picture is told as such, and the same process reads the next photo', async () => {
  const { reader } = await openLane()
  const before = processes.length
  expect(await reader.read(await photo('supermarket-02'))).toMatchObject({
    total: 531,
    quality: { kind: 'receipt' },
  })
  await expect(reader.read(noPicture)).rejects.toBeInstanceOf(UnreadableImage)
  expect(await reader.read(await photo('konbini-03'))).toMatchObject({ total: 1093 })
  expect(processes).toHaveLength(before)
})

describe('a process that ends in the middle of a photo', () => {
  test.each(['SIGSEGV', 'SIGKILL'] as const)('(%s) fails that photo and no other', async (signal) => {
    const [hit, other] = [await openLane(), await openLane()]
    const before = processes.length
    const readings = [
      hit.reader.read(await photo('drugstore-02')),
      other.reader.read(await photo('konbini-03')),
    ]
    await untilInTheMiddle()
    hit.process.kill(signal)
    await expect(readings[0]).rejects.toThrow(`the reading process ended (${signal})`)
    expect(await readings[1]).toMatchObject({ total: 1093 })
    expect(await hit.reader.read(await photo('supermarket-02'))).toMatchObject({ total: 531 })
    expect(processes).toHaveLength(before + 1)
  })

  test('and one that ends between two photos is replaced unnoticed', async () => {
    const { reader, process } = await openLane()
    process.kill('SIGKILL')
    await once(process, 'exit')
    expect(await reader.read(await photo('supermarket-02'))).toMatchObject({ total: 531 })
  })
})

test('a photo is read to its end though the whole group of processes is asked to stop', async () => {
  const { reader, process } = await openLane()
  const reading = reader.read(await photo('supermarket-02'))
  await untilInTheMiddle()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.kill(signal)
  expect(await reading).toMatchObject({ total: 531 })
})

describe('no process is left', () => {
  test('by a reader that is closed, be it in the middle of a photo', async () => {
    const lane = await openLane()
    const reading = lane.reader.read(await photo('drugstore-02'))
    await Promise.all([expect(reading).rejects.toThrow('the reading process ended'), lane.reader.close()])
    expect(() => process.kill(lane.process.pid!, 0)).toThrow('ESRCH')
  })

  test('by a program that is killed with kill -9', async () => {
    const photos = Array<string>(9).fill(sample('supermarket-02'))
    const program = spawn(process.execPath, [CLI, ...photos], { stdio: ['ignore', 'pipe', 'pipe'] })
    program.stderr.resume()
    await once(program.stdout, 'data')
    program.kill('SIGKILL')
    // Its lane complains on the same standard error, which is closed when the last who holds it has ended.
    await once(program, 'close')
    expect(program.signalCode).toBe('SIGKILL')
  })
})
