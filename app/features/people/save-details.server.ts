import { type AnyColumn, and, eq, isNull, sql } from "drizzle-orm";
import { persons } from "#db/schema/people";
import { recordEntry } from "~/features/audit/record-entry.server";
import { demandPermission } from "~/features/permissions/demand-permission";
import { isStaffRole } from "~/features/permissions/permissions";
import { type Actor, type Ctx, type PersonId, personIdOf } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";
import { chooseInterests } from "./choose-interests.server";
import { findPosingName } from "./find-posing-name.server";
import { areInterests, INTERESTS_OF_PERSON, interestsOfPerson } from "./interests.queries.server";
import { takeTurn } from "./persons.server";

/** What a person says about themselves. An empty text is none. */
export type Details = {
  fullName: string;
  displayName: string;
  jobTitle: string;
  organisationName: string;
  interests: string[];
  /** What members see of it. */
  showJobTitle: boolean;
  showOrganisation: boolean;
  showInterests: boolean;
  /** Whether colleagues are told in a topic that they have read it. */
  showReading: boolean;
  /** Whether interests choose what is offered. */
  personalise: boolean;
};

export type SaveDetailsResult =
  | { ok: true }
  | { ok: false; reason: "posing"; field: "fullName" | "displayName" }
  | { ok: false; reason: "unknown-interest"; field: "interests" };

/**
 * Stores details of a person, by themselves or on their behalf; then with a reason. The ledger keeps old and new value of each that changed
 * (PMN-8). Staff may be called what they are; nobody else gets a name that is taken for theirs. @throws NotFoundError, ForbiddenError
 */
export async function saveDetails(
  ctx: Ctx,
  saved: { personId: PersonId; details: Partial<Details>; reason?: string },
): Promise<SaveDetailsResult> {
  const { personId, details, reason } = saved;
  const isOwn = personIdOf(ctx.actor) === personId;
  demandPermission(ctx, "correct-records", personId);
  return inTransaction(ctx, async (ctx) => {
    await takeTurn(ctx, personId);
    const [before] = await selectDetails(ctx, personId);
    if (!before) throw new NotFoundError("person");
    const changes = Object.entries(details).flatMap(([field, to]) => {
      const from = before[field as keyof Details];
      return comparable(from) === comparable(to) ? [] : [[field, { from, to }]];
    });
    if (changes.length === 0) return { ok: true };
    const field = isOwn && isStaff(ctx.actor) ? undefined : await findPosingName(ctx, changedNames(details, before));
    if (field) return { ok: false, reason: "posing", field };
    const { interests, ...rest } = details;
    if (interests && !(await areInterests(ctx, interests, before.interests)))
      return { ok: false, reason: "unknown-interest", field: "interests" };
    if (interests) await chooseInterests(ctx, INTERESTS_OF_PERSON, personId, interests);
    const columns = Object.entries(rest).map(([field, value]) => [field, value === "" ? null : value]);
    if (columns.length > 0) await ctx.db.update(persons).set(Object.fromEntries(columns)).where(eq(persons.id, personId));
    await recordEntry(ctx, {
      class: "act",
      action: isOwn ? "profile.changed" : "details.corrected",
      subjectId: personId,
      detail: { ...Object.fromEntries(changes), ...(reason ? { reason } : {}) },
    });
    return { ok: true };
  });
}

/** Interests are a set: forms put those first that are offered. */
const comparable = (value: unknown): string => String(Array.isArray(value) ? [...new Set(value)].sort() : value);

const isStaff = (actor: Actor) => actor.kind === "person" && actor.roles.some(isStaffRole);

/** A name that stands already is not taken away by a change of something else. */
const changedNames = ({ fullName, displayName }: Partial<Details>, before: Details) => ({
  ...(fullName === before.fullName ? {} : { fullName }),
  ...(displayName === before.displayName ? {} : { displayName }),
});

export async function getDetails(ctx: Ctx, personId: PersonId): Promise<Details> {
  const [details] = await selectDetails(ctx, personId);
  if (!details) throw new NotFoundError("person");
  return details;
}

/** Of nobody who was erased. */
export function selectDetails(ctx: Ctx, personId: PersonId) {
  const orEmpty = (column: AnyColumn) => sql<string>`coalesce(${column}, '')`;
  return ctx.db
    .select({
      fullName: orEmpty(persons.fullName),
      displayName: orEmpty(persons.displayName),
      jobTitle: orEmpty(persons.jobTitle),
      organisationName: orEmpty(persons.organisationName),
      interests: interestsOfPerson(persons.id),
      showJobTitle: persons.showJobTitle,
      showOrganisation: persons.showOrganisation,
      showInterests: persons.showInterests,
      showReading: persons.showReading,
      personalise: persons.personalise,
    })
    .from(persons)
    .where(and(eq(persons.id, personId), isNull(persons.erasedAt)));
}
