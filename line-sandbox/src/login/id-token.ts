import { type JWK, SignJWT, decodeProtectedHeader, importJWK, jwtVerify } from 'jose'
import type { Person } from '../state.ts'
import type { World } from '../world.ts'

export const issuer = 'https://access.line.me'

export type IdTokenClaims = { sub: string; aud: string; exp?: number; iat?: number; nonce?: string } & Record<
  string,
  unknown
>

/** Signs the claims as LINE signs a LIFF ID token: ES256 with a `kid`, one hour unless `exp` (seconds) says otherwise. */
export async function signIdToken(world: World, claims: IdTokenClaims): Promise<string> {
  const { kid, jwk } = world.state.signingKey
  const iat = claims.iat ?? Math.floor(Date.now() / 1000)
  return new SignJWT({ iss: issuer, amr: ['linesso'], ...claims, iat, exp: claims.exp ?? iat + 3600 })
    .setProtectedHeader({ alg: 'ES256', typ: 'JWT', kid })
    .sign(await importJWK(jwk, 'ES256'))
}

/** Signs as LINE signs for a site of one's own: HS256 with the channel secret, and no `kid`. */
export function signWebIdToken(world: World, claims: IdTokenClaims): Promise<string> {
  const iat = claims.iat ?? Math.floor(Date.now() / 1000)
  return new SignJWT({ iss: issuer, amr: ['linesso'], ...claims, iat, exp: claims.exp ?? iat + 3600 })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .sign(secretKey(world))
}

const secretKey = ({ options }: World) => new TextEncoder().encode(options.loginChannelSecret)

/** What the ID token says of a person under the scopes `openid profile`. */
export const profileClaims = (world: World, person: Person) => ({
  name: person.displayName,
  picture: avatarUrl(world, person.userId),
})

export const avatarUrl = (world: World, userId: string) => `${world.url}/avatars/${userId}.svg`

/** The public half of the key, as `GET /oauth2/v2.1/certs` answers it. */
export function publicKeys(world: World): { keys: JWK[] } {
  const { kid, jwk } = world.state.signingKey
  const { kty, crv, x, y } = jwk
  return { keys: [{ kty, crv, x, y, alg: 'ES256', use: 'sig', kid }] }
}

export class IdTokenFault extends Error {}

/** Checks as `POST /oauth2/v2.1/verify` does, and throws LINE's own words where something does not hold. */
export async function checkIdToken(
  world: World,
  token: string,
  expected: { clientId: string; nonce?: string; userId?: string },
): Promise<Record<string, unknown>> {
  const payload = await verifySignature(world, token)
  if (payload.iss !== issuer) throw new IdTokenFault('Invalid IdToken Issuer.')
  if (Number(payload.exp) * 1000 <= Date.now()) throw new IdTokenFault('IdToken expired.')
  if (payload.aud !== expected.clientId) throw new IdTokenFault('Invalid IdToken Audience.')
  if (expected.nonce && payload.nonce !== expected.nonce) throw new IdTokenFault('Invalid IdToken Nonce.')
  if (expected.userId && payload.sub !== expected.userId)
    throw new IdTokenFault('Invalid IdToken Subject Identifier.')
  return payload
}

async function verifySignature(world: World, token: string) {
  try {
    const { alg } = decodeProtectedHeader(token)
    if (alg !== 'ES256' && alg !== 'HS256') throw new Error('only ES256 and HS256')
    const key = alg === 'HS256' ? secretKey(world) : await importJWK(publicKeys(world).keys[0]!, 'ES256')
    // jose would refuse an old token by itself; LINE's order of complaints is kept above.
    return (
      await jwtVerify(token, key, { currentDate: new Date(0), clockTolerance: Number.MAX_SAFE_INTEGER })
    ).payload
  } catch (cause) {
    throw new IdTokenFault('Invalid IdToken.', { cause })
  }
}
