import { applicationInterests, membershipApplications } from "#db/schema/membership";
import { type InterestLink, interestsOf } from "~/features/people/interests.queries.server";

const { applicationId, interest } = applicationInterests;

export const INTERESTS_OF_APPLICATION: InterestLink = { of: applicationId, interest };

/** What an application says that interests them, in the order of the list. */
export const interestsOfApplication = interestsOf(membershipApplications.id, INTERESTS_OF_APPLICATION);
