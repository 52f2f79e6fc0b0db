import type { Printer } from './open-printer.ts'
export async function drawTraps(_s: string, _o: string, _p: Printer) {}
