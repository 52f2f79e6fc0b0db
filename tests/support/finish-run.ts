import { expect } from 'vitest'
import type { RunView } from '../../api/src/runs/run-view.ts'
import type { TestApi } from './start-api.ts'

/** Asks for a run, has it worked out, and polls what came of it. `as` is a session's token. */
export async function finishRun(api: TestApi, path: string, as: string, json: object = {}): Promise<RunView> {
  const answer = await api.call('POST', path, { as, json })
  expect(answer.status, await answer.clone().text()).toBe(202)
  const { id } = (await answer.json()) as RunView
  await api.workJobs()
  return pollRun(api, id, as)
}

export async function pollRun(api: TestApi, id: string, as: string): Promise<RunView> {
  return (await (await api.call('GET', `/api/staff/runs/${id}`, { as })).json()) as RunView
}
