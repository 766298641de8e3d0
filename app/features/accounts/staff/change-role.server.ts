import { uuidv7 } from "uuidv7";
import { endAllSessions } from "~/features/accounts/sign-in/sign-ins.server";
import { queueMail } from "~/features/mail/messages/queue-mail.server";
import { findRolesForUpdate } from "~/features/people/actor.queries.server";
import { findPosingName } from "~/features/people/find-posing-name.server";
import { getDetails, saveDetails } from "~/features/people/save-details.server";
import { isLastAdministrator } from "~/features/permissions/administrators.server";
import { demandPermission } from "~/features/permissions/demand-permission";
import { findGrant, type GrantOf, grant, listOpenRoles, revokeGrant } from "~/features/permissions/grants.server";
import { findGroup, holdOpenGroups } from "~/features/permissions/groups.queries.server";
import { isRole, isStaffRole } from "~/features/permissions/permissions";
import type { Ctx, PersonId, Role } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";
import { type GiveBlocker, giveBlocker, type TakeBlocker, takeBlocker } from "./role.policy";
import { roleChangedMail } from "./role-changed.mail.server";

/** `role:editor` or `group:practice-finance`, as forms name it. */
type Named = `${"role" | "group"}:${string}` | string;

/** Gives a person a role or a group, from and until a moment, and tells them. @throws ForbiddenError, NotFoundError */
export async function giveRole(
  ctx: Ctx,
  input: { personId: PersonId; given: Named; startsAt?: Date | null; endsAt?: Date | null },
): Promise<{ ok: true } | { ok: false; reason: GiveBlocker }> {
  return change(ctx, input, async (ctx, what, holder) => {
    const startsAt = input.startsAt ?? ctx.now;
    const isOpen = what.groupId === null || (await holdOpenGroups(ctx, [what.groupId])).length > 0;
    const membership = await findGrant(ctx, { personId: input.personId, role: "member" });
    const dates = { now: ctx.now, startsAt, endsAt: input.endsAt ?? null };
    const reason = giveBlocker(ctx.actor, holder, { ...what, ...dates, isOpen, membership });
    if (reason) return { ok: false, reason };
    await grant(ctx, {
      personId: input.personId,
      ...what.of,
      source: "staff",
      startsAt,
      ...(input.endsAt ? { endsAt: input.endsAt } : {}),
    });
    await endSessionsAndTell(ctx, input.personId, what, "given");
    return { ok: true };
  });
}

/** Takes a role or group away and tells its holder. @throws ForbiddenError, NotFoundError */
export async function takeRole(
  ctx: Ctx,
  input: { personId: PersonId; given: Named },
): Promise<{ ok: true } | { ok: false; reason: TakeBlocker }> {
  return change(ctx, input, async (ctx, what, holder) => {
    // who becomes staff on a later day needs their membership then
    const reason = takeBlocker({ ...holder, roles: await listOpenRoles(ctx, input.personId) }, what);
    if (reason) return { ok: false, reason };
    const isBefore = (await findGrant(ctx, { personId: input.personId, ...what.of }))!.startsAt > ctx.now;
    await revokeGrant(ctx, { personId: input.personId, ...what.of });
    await dropStaffName(ctx, input.personId);
    await endSessionsAndTell(ctx, input.personId, what, isBefore ? "taken-before" : "taken");
    return { ok: true };
  });
}

/** Who is staff no more is shown by their full name, where the name that they chose reads as staff. */
async function dropStaffName(ctx: Ctx, personId: PersonId): Promise<void> {
  if ((await listOpenRoles(ctx, personId)).some(isStaffRole)) return;
  const { displayName } = await getDetails(ctx, personId);
  if (await findPosingName(ctx, { displayName }))
    await saveDetails(ctx, { personId, details: { displayName: "" }, reason: "Reads as staff, which they are no more" });
}

type What = { of: GrantOf; role: Role | null; groupId: string | null; isHeld: boolean };
type Holder = Parameters<typeof takeBlocker>[0];

async function change<T>(
  ctx: Ctx,
  { personId, given }: { personId: PersonId; given: Named },
  act: (ctx: Ctx, what: What, holder: Holder) => Promise<T>,
): Promise<T> {
  demandPermission(ctx, "change-roles");
  return inTransaction(ctx, async (ctx) => {
    // changes of one person's roles come one after the other
    const roles = await findRolesForUpdate(ctx, personId);
    if (!roles) throw new NotFoundError("person");
    const what = await findWhat(ctx, personId, given);
    return act(ctx, what, { personId, roles, isLastAdministrator: await isLastAdministrator(ctx, personId) });
  });
}

async function findWhat(ctx: Ctx, personId: PersonId, given: Named): Promise<What> {
  const [kind, name = ""] = given.split(":");
  const role = kind === "role" && isRole(name) ? name : null;
  const group = kind === "group" ? await findGroup(ctx, name) : null;
  if (!role && !group) throw new NotFoundError("role or group");
  const of: GrantOf = role ? { role } : { groupId: group!.id };
  return { of, role, groupId: group?.id ?? null, isHeld: (await findGrant(ctx, { personId, ...of })) !== null };
}

/** Who became or was staff signs in again, under a new identifier (`trust.md` B6); a mail says what changed. */
async function endSessionsAndTell(ctx: Ctx, personId: PersonId, what: What, change: "given" | "taken" | "taken-before"): Promise<void> {
  if (what.role && isStaffRole(what.role)) await endAllSessions(ctx, personId);
  const args = what.role ? { change, role: what.role } : { change, groupId: what.groupId! };
  await queueMail(ctx, roleChangedMail, args, { personId, cause: `role:${uuidv7()}` });
}
