import { describe, expect, test } from 'vitest'
import { matchStore, StoreIdentity } from './match-store.ts'
import type { Reading } from './reading.ts'

const minami = StoreIdentity.parse({
  id: 'minami',
  name: 'ソラマメマート 南里店',
  registrationNumbers: ['T2775466381620'],
  phones: ['092-040-9108'],
})
const sakura = StoreIdentity.parse({
  id: 'sakura',
  name: 'ソラマメマート 桜木駅前店',
  registrationNumbers: ['T2775466381620'],
  phones: ['045-017-5515'],
})
const chain = StoreIdentity.parse({
  id: 'chain',
  name: 'ソラマメマート',
  registrationNumbers: ['T2775466381620'],
})
const tamaba = StoreIdentity.parse({ id: 'tamaba', name: 'フレッシュ玉葉' })
const kita = StoreIdentity.parse({ id: 'kita', name: 'ドラッグやつで 北浜店', names: ['DRUG YATSUDE 北浜'] })

const nothing = { name: null, branch: null, phone: null, address: null, registrationNumber: null }
const print = (given: Partial<Reading['merchant']>) => ({ ...nothing, ...given })
const idOf = (given: Partial<Reading['merchant']>, stores: StoreIdentity[]) =>
  matchStore(print(given), stores)?.id ?? null

describe('the T-number decides', () => {
  test('for a chain that is known by nothing else, whatever the branch', () => {
    const stores = [chain, tamaba]
    expect(idOf({ registrationNumber: 'T2775466381620' }, stores)).toBe('chain')
    expect(
      idOf(
        { registrationNumber: 'T2775466381620', name: 'ｿﾗﾏﾒﾏｰﾄ', branch: '北浜店', phone: '06-0298-6913' },
        stores,
      ),
    ).toBe('chain')
  })

  test.each(['Ｔ２７７５４６６３８１６２０', '登録番号 T2-7754-6638-1620', 't2775466381620'])(
    'however it is printed: %s',
    (registrationNumber) => expect(idOf({ registrationNumber }, [chain, tamaba])).toBe('chain'),
  )

  test('against a name that says otherwise', () => {
    expect(idOf({ registrationNumber: 'T2775466381620', name: 'フレッシュ玉葉' }, [chain, tamaba])).toBe(
      'chain',
    )
    expect(idOf({ registrationNumber: 'T9999999999999', name: 'ソラマメマート' }, [chain])).toBe(null)
  })

  test('as it was read: a number with a wrong check digit is still the number on the paper', () => {
    const odd = StoreIdentity.parse({ id: 'odd', name: '海の家', registrationNumbers: ['T0000000000001'] })
    expect(idOf({ registrationNumber: 'T0000000000001' }, [odd])).toBe('odd')
  })

  test('against no store that has never told its own', () => {
    expect(idOf({ registrationNumber: 'T9999999999999', name: 'フレッシュ玉葉' }, [chain, tamaba])).toBe(
      'tamaba',
    )
  })
})

describe('branches of one T-number', () => {
  const registrationNumber = 'T2775466381620'

  test('are told by their phone', () => {
    expect(idOf({ registrationNumber, phone: '０４５（０１７）５５１５' }, [minami, sakura])).toBe('sakura')
    expect(idOf({ registrationNumber, phone: '+81 92-040-9108' }, [minami, sakura])).toBe('minami')
  })

  test('are told by their name where no phone was read', () => {
    expect(idOf({ registrationNumber, name: 'ソラマメマート', branch: '南里店' }, [minami, sakura])).toBe(
      'minami',
    )
    expect(idOf({ registrationNumber, name: 'ソラマメマート' }, [minami, sakura])).toBe(null)
    expect(idOf({ registrationNumber }, [minami, sakura])).toBe(null)
  })

  test('leave what is none of theirs to the chain, and otherwise to nobody', () => {
    const other = {
      registrationNumber,
      phone: '06-0298-6913',
      name: 'ソラマメマート',
      branch: '北浜店',
    }
    expect(idOf(other, [minami, sakura])).toBe(null)
    expect(idOf(other, [minami])).toBe(null)
    expect(idOf(other, [minami, sakura, chain])).toBe('chain')
    expect(idOf({ ...other, phone: '092-040-9108' }, [minami, sakura, chain])).toBe('minami')
  })
})

describe('the phone decides where no T-number was read', () => {
  test('by its digits, and half a number is none', () => {
    expect(idOf({ phone: 'TEL 092 040 9108' }, [minami, sakura, tamaba])).toBe('minami')
    expect(idOf({ phone: '040-9108' }, [minami, sakura, tamaba])).toBe(null)
  })

  test('but not between two stores that share it', () => {
    const counter = { ...minami, id: 'counter', name: 'ソラマメカフェ 南里店' }
    expect(idOf({ phone: '092-040-9108' }, [minami, counter])).toBe(null)
    expect(idOf({ phone: '092-040-9108', name: 'ソラマメカフェ', branch: '南里店' }, [minami, counter])).toBe(
      'counter',
    )
  })
})

describe('the name decides where no number was read', () => {
  test.each([
    ['ソラマメマート', '南里店', 'minami'],
    ['ｿﾗﾏﾒﾏｰﾄ', '南里', 'minami'],
    ['ソラマメマート南里店', null, 'minami'],
    ['リラマメマート', '南里店', 'minami'],
    ['ソラマメマート', '北浜店', null],
    ['ソラマメマート', null, null],
    ['フレッシュ玉葉', '北浜店', 'tamaba'],
    ['drug yatsude', '北浜店', 'kita'],
    ['ドラッグヤツデ北浜', null, 'kita'],
    ['ドラッグやつで', '月ヶ丘店', null],
    ['フレッシュ', null, null],
    [null, '南里店', null],
  ])('%s %s → %s', (name, branch, id) => {
    expect(idOf({ name, branch }, [minami, sakura, tamaba, kita])).toBe(id)
  })

  test('not for another branch, however long the name that they share', () => {
    const long = StoreIdentity.parse({ id: 'long', name: 'ドラッグストアコスモスファーマシー 南里店' })
    expect(idOf({ name: 'ドラッグストアコスモスファーマシー', branch: '北浜店' }, [long])).toBe(null)
    expect(idOf({ name: 'ドラッグストアコスモスファーマシー', branch: '南里店' }, [long])).toBe('long')
  })

  test('of a bookshop, which is a shop by its name already', () => {
    const [osaka, kyoto] = ['みなも書店 大阪福島店', 'みなも書店 京都烏丸店'].map((name) =>
      StoreIdentity.parse({ id: name, name }),
    )
    expect(idOf({ name: 'みなも書店', branch: '大阪福島店' }, [osaka!, kyoto!])).toBe(osaka!.id)
    expect(idOf({ name: 'みなも書店', branch: '大阪' }, [osaka!, kyoto!])).toBe(null)
  })

  test('for the branch before its chain', () => {
    const nameOnly = StoreIdentity.parse({ id: 'nameOnly', name: 'ソラマメマート' })
    expect(idOf({ name: 'ソラマメマート', branch: '南里店' }, [nameOnly, minami])).toBe('minami')
    expect(idOf({ name: 'ソラマメマート', branch: '北浜店' }, [nameOnly, minami])).toBe('nameOnly')
  })

  test('not between two stores of one name', () => {
    expect(idOf({ name: 'フレッシュ玉葉' }, [tamaba, { ...tamaba, id: 'twin' }])).toBe(null)
  })
})

test('nothing read, or nobody to choose from, is no store', () => {
  expect(idOf({}, [minami, sakura, chain, tamaba])).toBe(null)
  expect(idOf({ registrationNumber: 'T2775466381620' }, [])).toBe(null)
})
