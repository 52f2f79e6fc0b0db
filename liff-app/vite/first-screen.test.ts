import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { createBuilder, type Rolldown } from 'vite'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'

/** On a slow 3G of 400 kbit/s, 90 kB are under two seconds. */
const FIRST_SCREEN_MAX_KB = 90
/** The code of one page, behind a link in the chat. */
const PAGE_MAX_KB = 15

type File = Rolldown.OutputChunk | Rolldown.OutputAsset
const files = new Map<string, File>()
const folder = await mkdtemp(path.join(tmpdir(), 'tamaru-pages-'))

beforeAll(async () => {
  // A test's own would bring Vue's warnings along.
  vi.stubEnv('NODE_ENV', 'production')
  const { build, environments } = await createBuilder({
    configFile: fileURLToPath(new URL('../vite.config.ts', import.meta.url)),
    logLevel: 'silent',
    build: { outDir: folder },
  })
  const built = (await build(environments.client!)) as Rolldown.RolldownOutput
  // The other door comes into the same folder, and leaves this one as it is.
  await build(environments.staff!)
  for (const file of built.output) files.set(file.fileName, file)
}, 60_000)
afterAll(async () => {
  vi.unstubAllEnvs()
  await rm(folder, { recursive: true })
})

/** A chunk, what it imports statically, and the styles of all these. */
function graphOf(name: string, found = new Set<string>()): Set<string> {
  if (found.has(name)) return found
  found.add(name)
  const file = files.get(name)
  if (file?.type !== 'chunk') return found
  for (const next of [...file.imports, ...(file.viteMetadata?.importedCss ?? [])]) graphOf(next, found)
  return found
}

function gzipped_kB(names: Iterable<string>): number {
  const sizes = [...names].map((name) => {
    const file = files.get(name)!
    return gzipSync(file.type === 'chunk' ? file.code : file.source).length
  })
  return sizes.reduce((sum, size) => sum + size, 0) / 1000
}

const chunks = () => [...files.values()].filter((file) => file.type === 'chunk')
const entry = () => chunks().find((chunk) => chunk.isEntry && chunk.name === 'shopper')!
const pages = () => chunks().filter((chunk) => chunk.facadeModuleId?.includes('/shopper/pages/'))

describe('what a phone loads before it shows something', () => {
  it('is all that the page names, scripts and styles', async () => {
    const html = await readFile(path.join(folder, 'index.html'), 'utf8')
    const named = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].map(([, name]) => name!)
    expect(new Set(named)).toEqual(graphOf(entry().fileName))
  })

  it(`is ${FIRST_SCREEN_MAX_KB} kB at most`, () => {
    const size = gzipped_kB(graphOf(entry().fileName))
    expect(size).toBeLessThanOrEqual(FIRST_SCREEN_MAX_KB)
    // Vue, the router and LIFF's SDK alone are more than this: less would mean that something was not counted.
    expect(size).toBeGreaterThan(60)
  })

  it(`and another ${PAGE_MAX_KB} kB at most where the chat leads to another page than home`, () => {
    const base = graphOf(entry().fileName)
    expect(pages().length).toBeGreaterThan(8)
    for (const page of pages()) {
      const more = [...graphOf(page.fileName)].filter((name) => !base.has(name))
      expect(gzipped_kB(more), page.fileName).toBeLessThanOrEqual(PAGE_MAX_KB)
    }
  })
})
