import { readdir, rm } from 'node:fs/promises'
import path from 'node:path'

/**
 * `npm run slim`: takes out of node_modules the libraries that onnxruntime-node brings for other platforms (245 of its
 * 290 MB), which npm cannot leave out since they are one package. For containers; `npm ci` brings everything back.
 */
const packed = path.resolve(process.argv[2] ?? 'node_modules', 'onnxruntime-node/bin')
const removed: string[] = []
for (const binding of await readdir(packed)) {
  for (const platform of await readdir(path.join(packed, binding))) {
    for (const arch of await readdir(path.join(packed, binding, platform))) {
      if (platform === process.platform && arch === process.arch) continue
      await rm(path.join(packed, binding, platform, arch), { recursive: true })
      removed.push(`${platform} ${arch}`)
    }
  }
}
console.log(
  `onnxruntime is there for ${process.platform} ${process.arch}; taken out: ${removed.join(', ') || 'nothing'}`,
)
