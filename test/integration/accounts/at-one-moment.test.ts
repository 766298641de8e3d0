import { expect, test } from "vitest";
import { countMyRecoveryCodes, makeRecoveryCodes } from "~/features/accounts/recovery-codes.server";
import { endSession, findSession, keepInSession, type SessionData, startSession } from "~/features/accounts/sessions.server";
import { ctxFor, systemCtxFor } from "../../support/context";
import { anAccount } from "../../support/http";

const form = (path: string) => ({ path, values: { body: "Typed" } });
const adding = (path: string) => (data: SessionData) => ({ ...data, forms: [form(path), ...(data.forms ?? [])] });

test("B9: of recovery codes made twice at one moment, one set is good", async () => {
  const person = await anAccount({ roles: ["editor"] });
  await makeRecoveryCodes(ctxFor(person));

  const sets = await Promise.all([makeRecoveryCodes(ctxFor(person)), makeRecoveryCodes(ctxFor(person)), makeRecoveryCodes(ctxFor(person))]);

  expect(sets.map((codes) => codes?.length)).toEqual([8, 8, 8]);
  expect(await countMyRecoveryCodes(ctxFor(person))).toBe(8);
});

test("two forms kept at one moment are both kept", async () => {
  const ctx = systemCtxFor();
  const { cookie } = await startSession(ctx, { personId: null });
  const { id } = (await findSession(ctx, cookie))!;

  await Promise.all(["/a", "/b", "/c"].map((path) => keepInSession(ctx, id, adding(path))));

  const kept = (await findSession(ctx, cookie))!.data.forms!;
  expect(kept.map(({ path }) => path).sort()).toEqual(["/a", "/b", "/c"]);
});

test("a session that was ended meanwhile keeps nothing more", async () => {
  const ctx = systemCtxFor();
  const { cookie } = await startSession(ctx, { personId: null });
  const { id } = (await findSession(ctx, cookie))!;
  await endSession(ctx, id);

  expect(await keepInSession(ctx, id, adding("/a"))).toEqual({});
});
