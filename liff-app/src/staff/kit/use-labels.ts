import type { AnswerOf } from '../../api/contract.ts'
import { useStaff } from '../open-staff.ts'
import { useWholeList } from './use-list.ts'

export type Label = AnswerOf<'GET', '/api/staff/labels'>['items'][number]
export type LabelledThing = keyof Label['uses']

/** The labels of the account, all of them: rows wear them by their ids. Who is bound to stores sees none. */
export function useLabels() {
  const { staff } = useStaff()
  return useWholeList('/api/staff/labels', () =>
    staff().storeIds === null ? { query: { limit: '200' } } : null,
  )
}
