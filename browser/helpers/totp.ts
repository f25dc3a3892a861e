// The code an application shows, from the key a page spells (RFC 6238: SHA-1, six digits, thirty seconds).
import { createHmac } from 'node:crypto';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

function bytes(key: string): Buffer {
  const bits = [...key.replaceAll(/[\s=-]/g, '').toUpperCase()].map((c) => letters.indexOf(c).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
}

export function code(key: string, at = Date.now()): string {
  const turn = Buffer.alloc(8);
  turn.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const sum = createHmac('sha1', bytes(key)).update(turn).digest();
  const from = sum[sum.length - 1]! & 15;
  return String((sum.readUInt32BE(from) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}
