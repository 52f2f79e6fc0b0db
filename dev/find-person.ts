import { shoppers, type Db } from '@tamaru/db'

/** Finds who shops by the user ID of LINE (U…) or the id here. Throws where there is nobody, or nobody any more. */
export async function findPerson(db: Db, accountId: string, given: string): Promise<shoppers.Shopper> {
  const isLineId = /^U[0-9a-f]{32}$/.test(given)
  if (!isLineId && !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(given))
    throw new Error('Name the person: U<32 hexadecimal digits>, or the id here')
  const person = isLineId
    ? await shoppers.findByLineUserId(db, accountId, given)
    : await shoppers.find(db, accountId, given)
  if (!person) throw new Error(`${given} is nobody here, or nobody any more`)
  return person
}
