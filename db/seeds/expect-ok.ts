/** What the seeds do is allowed; where it is not, the texts are wrong. */
export function expectOk<R extends { ok: boolean }>(result: R): Extract<R, { ok: true }> {
  if (!result.ok) throw new Error(`the demo community breaks a rule: ${JSON.stringify(result)}`);
  return result as Extract<R, { ok: true }>;
}
