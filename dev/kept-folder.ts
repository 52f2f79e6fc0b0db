import path from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

/** Names the folder in which `npm start` keeps database, photos and chat: `.dev`, or DEV_FOLDER where that is set. */
export function keptFolder(): string {
  return path.resolve(ROOT, process.env.DEV_FOLDER || '.dev')
}
