import { expect, expectTypeOf, it } from 'vitest'
import type { AnswerOf, GivenTo } from './contract.ts'
import { request, urlOf } from './request.ts'

it('fills an address with what stands behind its colons, and nothing leads out of it', () => {
  expect(urlOf('/api/entries/:id/photo', { id: 'e-1' })).toBe('/api/entries/e-1/photo')
  expect(urlOf('/api/entries/:id/photo', { id: '../points' })).toBe('/api/entries/..%2Fpoints/photo')
})

it('knows what a route takes and answers', () => {
  expectTypeOf<AnswerOf<'GET', '/api/staff/settings/ranks'>>().toEqualTypeOf<{
    silver: number
    gold: number
  }>()
  expectTypeOf<[]>().toExtend<GivenTo<'GET', '/api/points'>>()
  expectTypeOf<[]>().not.toExtend<GivenTo<'POST', '/api/entries/:id/appeal'>>()
})

// Never run: each line is an error of the type check, and the check fails where one no longer is.
export async function whatDoesNotCompile() {
  // @ts-expect-error No such route.
  await request('GET', '/api/staff/memberz')
  // @ts-expect-error The route is there, and takes another method.
  await request('DELETE', '/api/points')
  // @ts-expect-error Which entry?
  await request('POST', '/api/entries/:id/appeal')
  // @ts-expect-error A body's member by another name.
  await request('PATCH', '/api/me', { json: { offerConsent: true } })
  // @ts-expect-error An answer's member by another name.
  return (await request('GET', '/api/points')).ballance
}
