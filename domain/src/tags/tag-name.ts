const LONGEST = 60
const PART = /^[\p{L}\p{N}ー_-]+$/u

/** What is wrong with a name for a tag, and a name in its place. */
export interface TagNameFault {
  fault: 'no_group' | 'more_than_one_group' | 'signs' | 'too_long'
  proposal: string
}

/** Finds what is wrong with a name: a tag is called `group/name`, of letters, digits, - and _; null where nothing is. */
export function lintTagName(name: string): TagNameFault | null {
  const parts = name.split('/')
  const fault =
    name.length > LONGEST
      ? 'too_long'
      : parts.length < 2
        ? 'no_group'
        : parts.length > 2
          ? 'more_than_one_group'
          : parts.every((part) => PART.test(part))
            ? null
            : 'signs'
  return fault && { fault, proposal: propose(name) }
}

function propose(name: string): string {
  const clean = (part: string) => part.replaceAll(/[^\p{L}\p{N}ー_-]+/gu, '')
  const parts = name.normalize('NFKC').split('/').map(clean).filter(Boolean)
  const [group, ...rest] = parts.length > 1 ? parts : ['その他', parts[0] ?? 'タグ']
  return `${group!.slice(0, 20)}/${rest.join('-').slice(0, LONGEST - 21)}`
}
