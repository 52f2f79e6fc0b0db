import { openEngine, type Engine } from './recognise/open-engine.ts'
import { openRoleReader, type RoleReader } from './roles/open-role-reader.ts'

/** What a reading asks: what recognises letters, and what says what the lines of them are for. */
export type ReadingEngine = Engine & { roles: RoleReader }

export const engineVersion = {
  name: 'till lines (onnxruntime), till numbers (tesseract.js), line roles (onnxruntime)',
  version: '3',
}

/** Models come with the source: nothing is fetched. */
export function openReadingEngine(): ReadingEngine {
  const engine = openEngine()
  const roles = openRoleReader()
  return {
    ...engine,
    roles,
    async close() {
      await Promise.all([engine.close(), roles.close()])
    },
  }
}
