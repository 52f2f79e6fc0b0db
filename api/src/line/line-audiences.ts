import { HTTPFetchError, type LineBotClient } from '@line/bot-sdk'
import { describeFailure, isUnauthorized, retryAfter_s } from './line-failure.ts'
import type { AudienceFailure, AudienceResult, AudienceStateResult } from './line-result.ts'

/** LINE's audiences, made of user IDs. */
export interface LineAudiences {
  /** Makes one of up to 10,000 people; a name of its own finds it again. */
  makeAudience(name: string, lineUserIds: readonly string[]): Promise<AudienceResult>
  /** Adds up to 10,000 people. */
  addToAudience(groupId: string, lineUserIds: readonly string[]): Promise<AudienceResult>
  /** Finds one by its name; `groupId` null where there is none. */
  findAudience(name: string): Promise<AudienceResult<string | null>>
  audienceState(groupId: string): Promise<AudienceStateResult>
  /** One that is gone already is deleted. */
  deleteAudience(groupId: string): Promise<AudienceResult>
}

export function lineAudiences(
  client: LineBotClient,
  limited: <T>(call: Promise<T>) => Promise<T>,
): LineAudiences {
  const people = (ids: readonly string[]) => ids.map((id) => ({ id }))
  const ask = async <T>(call: () => Promise<T>): Promise<T | AudienceFailure> => {
    try {
      return await call()
    } catch (error) {
      return failureOf(error)
    }
  }
  return {
    makeAudience: (description, ids) =>
      ask(async () => {
        const made = await limited(client.createAudienceGroup({ description, audiences: people(ids) }))
        return { outcome: 'audience', groupId: String(made.audienceGroupId) }
      }),
    addToAudience: (groupId, ids) =>
      ask(async () => {
        const added = { audienceGroupId: Number(groupId), audiences: people(ids) }
        await limited(client.addAudienceToAudienceGroup(added))
        return { outcome: 'audience', groupId }
      }),
    findAudience: (name) =>
      ask(async () => {
        const { audienceGroups = [] } = await limited(client.getAudienceGroups(1, name))
        const found = audienceGroups.find(({ description }) => description === name)
        return { outcome: 'audience', groupId: found ? String(found.audienceGroupId) : null }
      }),
    audienceState: (groupId) =>
      ask(async () => {
        const { audienceGroup } = await limited(client.getAudienceData(Number(groupId)))
        const { status = 'IN_PROGRESS', failedType = null } = audienceGroup ?? {}
        return { outcome: 'state', status, failedType }
      }),
    deleteAudience: (groupId) =>
      ask(async () => {
        await limited(client.deleteAudienceGroup(Number(groupId))).catch((error: unknown) => {
          if (!(error instanceof HTTPFetchError && error.status === 404)) throw error
        })
        return { outcome: 'audience', groupId }
      }),
  }
}

function failureOf(error: unknown): AudienceFailure {
  const why = describeFailure(error)
  if (isUnauthorized(error)) return { outcome: 'unauthorized', why }
  const isRefused = error instanceof HTTPFetchError && error.status < 500 && error.status !== 429
  return isRefused ? { outcome: 'refused', why } : { outcome: 'try_later', why, retry_s: retryAfter_s(error) }
}
