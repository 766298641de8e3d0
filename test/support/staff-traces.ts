import { reinstateAccount, suspendAccount } from "~/features/accounts/staff/suspend-account.server";
import { UNDERTAKING } from "~/features/consents/undertaking";
import { acceptWording } from "~/features/consents/wording-acceptances.server";
import { ensureWording } from "~/features/consents/wordings.server";
import { saveDetails } from "~/features/people/save-details.server";
import { openRecord } from "~/features/records/open-record.server";
import { liftRestriction, restrictPerson } from "~/features/records/restriction.server";
import { ctxFor, systemCtxFor } from "./context";
import { aMember, type TestPerson } from "./people";

/** What staff do with the record of a person with an account, `mark` in every reason; and a wording that the person accepted. */
export async function leaveStaffTraces(mark: string, person: TestPerson): Promise<void> {
  const { personId, ref } = person;
  const reason = `Because of ${mark}`;
  const officer = ctxFor(await aMember({ roles: ["contacts-officer"] }));
  await openRecord(officer, ref, { purpose: "other", words: reason });
  await saveDetails(officer, { personId, details: { jobTitle: `Director ${mark}` }, reason });
  await suspendAccount(officer, { personId, reason });
  await reinstateAccount(officer, { personId, reason });
  await restrictPerson(officer, { personId, why: "case under way", reason });
  await liftRestriction(officer, { personId, why: "case under way", reason });

  await ensureWording(systemCtxFor(), UNDERTAKING);
  await acceptWording(ctxFor(person), UNDERTAKING.slug);
}
