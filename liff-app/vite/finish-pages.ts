import { readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'
import { writeHeadersFile } from '@tamaru/domain'

const COMPRESSIBLE = /\.(html|js|css|svg|json|txt)$/
/** Below this a header more costs what it saves. */
const WORTH_IT_BYTES = 1_000

/**
 * Puts beside every new file its compressed forms, which the API hands out on Node, and what Cloudflare's asset server needs:
 * the headers, and that it compresses by itself.
 */
export default function finishPages(): Plugin {
  let folder = ''
  return {
    name: 'finish-pages',
    apply: 'build',
    configResolved: (config) => void (folder = config.build.outDir),
    async closeBundle() {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true })
      for (const entry of entries) {
        const file = path.join(entry.parentPath, entry.name)
        if (
          !entry.isFile() ||
          !COMPRESSIBLE.test(file) ||
          entries.some(({ name }) => name === `${entry.name}.br`)
        )
          continue
        const bytes = await readFile(file)
        if (bytes.length < WORTH_IT_BYTES) continue
        const params = { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length }
        await writeFile(`${file}.br`, brotliCompressSync(bytes, { params }))
        await writeFile(`${file}.gz`, gzipSync(bytes, { level: 9 }))
      }
      await writeFile(path.join(folder, '_headers'), `${writeHeadersFile()}\n`)
      await writeFile(path.join(folder, '.assetsignore'), '*.br\n*.gz\n.stamp\n')
    },
  }
}
