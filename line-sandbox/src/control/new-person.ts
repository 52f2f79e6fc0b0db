import { randomInt } from 'node:crypto'
import { newUserId } from '../ids.ts'
import type { Look, Person } from '../state.ts'
import type { World } from '../world.ts'

const families = ['中村', '小林', '加藤', '吉田', '渡辺', '松本', '井上', '木村', '清水', '林']
const givens = ['ゆうた', 'あかり', 'そうた', 'ひまり', 'りく', 'めい', 'はると', 'つむぎ', 'みお', 'いつき']
const skins = ['#f6d3b8', '#eec39a', '#fadcc4', '#e6b88a', '#d9a173']
const hairs = ['#2d2a2e', '#5b3a29', '#3a3f58', '#8a5a2b', '#1f1d1b', '#6d4c6f']
const shirts = ['#ff8fa3', '#4f8df7', '#9b7bea', '#2bb8a3', '#f2b134', '#5aa469', '#ef7b45']
const grounds = ['#ffe3e8', '#dbe8ff', '#ece4ff', '#d6f5ee', '#fff1d0', '#e0f2e4', '#ffe6d9']
const styles: Look['style'][] = ['bob', 'short', 'bun', 'long']

const pick = <T>(from: T[]): T => from[randomInt(from.length)]!

/** A fresh person who has never met the account, with a made-up name and face unless given. */
export function newPerson(world: World, wanted: Partial<Person> = {}): Person {
  const person: Person = {
    userId: wanted.userId ?? newUserId(),
    displayName: wanted.displayName || `${pick(families)}${pick(givens)}`,
    kind: wanted.kind ?? 'shopper',
    friend: wanted.friend ?? 'none',
    language: wanted.language,
    about: wanted.about ?? '新しく追加した人',
    look: {
      skin: pick(skins),
      hair: pick(hairs),
      style: pick(styles),
      shirt: pick(shirts),
      ground: pick(grounds),
    },
  }
  world.state.people.push(person)
  world.publish({ type: 'people', userId: person.userId })
  return person
}
