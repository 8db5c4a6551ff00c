// Passwords: argon2id hashes, and the offline test that keeps weak and breached ones out.
import { hash, verify } from '@node-rs/argon2';
import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';
import { refuseNow } from '../../platform/result.ts';

/** OWASP's second choice for argon2id: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const SHORTEST_ACCOUNT_INSIDE = 3;
const LEAST_SCORE = 2;

export const hashPassword = (password: string): Promise<string> => hash(password, COST);

export async function verifyPassword(stored: string, password: string): Promise<boolean> {
  return verify(stored, password).catch(() => false);
}

let nobody: Promise<string> | undefined;

/** As slow as a real test, so that the time of an answer does not tell which accounts exist. */
export async function verifyNobody(password: string): Promise<false> {
  nobody ??= hashPassword('no account has this');
  await verifyPassword(await nobody, password);
  return false;
}

let estimator: ZxcvbnFactory | undefined;

export type PasswordWeakness = 'short' | 'account' | 'common' | null;

/** What is wrong with a new password; `names` are the account and the like, which it must not lean on. */
export function weaknessOf(password: string, names: readonly string[], shortest: number): PasswordWeakness {
  if ([...password].length < shortest) return 'short';
  const lower = password.toLowerCase();
  const leansOn = (name: string) => name.length >= SHORTEST_ACCOUNT_INSIDE && lower.includes(name.toLowerCase());
  if (names.some(leansOn)) return 'account';
  estimator ??= new ZxcvbnFactory({ dictionary: { ...dictionary }, graphs: { ...adjacencyGraphs } });
  // beyond a hundred characters the estimate costs time and changes nothing
  return estimator.check(password.slice(0, 100), [...names]).score < LEAST_SCORE ? 'common' : null;
}

export function demandStrongPassword(password: string, names: readonly string[], shortest: number): void {
  const reason = weaknessOf(password, names, shortest);
  if (reason === null) return;
  // `context` chooses the sentence for the reason
  const params = { reason, context: reason, shortest };
  refuseNow('invalid', 'password_weak', params, [{ path: 'password', code: 'password_weak', params }]);
}
