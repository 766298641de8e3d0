import { SummaryList } from "~/components/ui/summary-list";
import { Table } from "~/components/ui/table";
import { When } from "~/components/ui/when";
import type { PersonState } from "~/features/people/person-state";
import type { Permission } from "~/features/permissions/permissions";
import { PersonTags } from "./person-tags";
import { RecordActs } from "./record-acts";

type At = string | Date | null;
export type RecordPersonView = {
  ref: string;
  fullName: string | null;
  displayName: string | null;
  jobTitle: string | null;
  organisationName: string | null;
  interests: readonly string[];
  source: string;
  processing: string;
  createdAt: string | Date;
  restrictedAt: At;
  restrictedWhy: string | null;
  erasedAt: At;
  accountState: "active" | "suspended" | "closed" | null;
  accountSince: At;
  hasSecondFactor: boolean;
  state: PersonState;
};
export type AddressView = {
  channel: string;
  value: string;
  isPrimary: boolean;
  source: string;
  verifiedAt: At;
  undeliverableAt: At;
  releasedAt: At;
  releasedWhy: string | null;
};

type Props = {
  person: RecordPersonView;
  addresses: readonly AddressView[];
  acts: readonly Permission[];
  path: string;
};

const PROCESSING: Record<string, string> = { yes: "Agreed to", no: "Refused", none: "Not asked" };

/** Who somebody is, at the top of their record. */
export const RecordSummary = ({ person, addresses, acts, path }: Props) => {
  const change = acts.includes("correct-records")
    ? (hidden: string) => ({ href: `${path}/details`, text: "Correct", hidden })
    : () => undefined;
  return (
    <>
      <SummaryList
        rows={[
          { label: "Reference", value: person.ref },
          {
            label: "State",
            value: (
              <PersonTags
                state={person.state}
                isRestricted={person.restrictedAt !== null}
                isSuspended={person.accountState === "suspended"}
              />
            ),
          },
          ...(person.restrictedAt
            ? [
                {
                  label: "Restricted",
                  value: (
                    <>
                      Since <When at={person.restrictedAt} />: {person.restrictedWhy}
                    </>
                  ),
                },
              ]
            : []),
          { label: "Full name", value: person.fullName, action: change("full name") },
          { label: "Display name", value: person.displayName, action: change("display name") },
          { label: "Job title", value: person.jobTitle, action: change("job title") },
          { label: "Organisation", value: person.organisationName, action: change("organisation") },
          { label: "Interests", value: person.interests.join(", "), action: change("interests") },
          {
            label: "Account",
            value: person.accountSince ? (
              <>
                Since <When at={person.accountSince} />
                {person.hasSecondFactor ? ", with a second factor" : null}
              </>
            ) : (
              "None"
            ),
          },
          {
            label: "Record",
            value: (
              <>
                From {person.source}, since <When at={person.createdAt} />. Processing: {PROCESSING[person.processing]?.toLowerCase()}
              </>
            ),
          },
        ]}
      />
      <RecordActs person={person} acts={acts} path={path} />
      <h2>How to reach them</h2>
      {addresses.length === 0 ? (
        <p>No address.</p>
      ) : (
        <Table
          caption="How to reach them"
          captionHidden
          columns={[
            { heading: "Address", cell: ({ value }) => value },
            { heading: "State", cell: (address) => <AddressState address={address} /> },
            { heading: "From", cell: ({ source }) => source },
          ]}
          rows={addresses}
          rowKey={({ channel, value, releasedAt }) => `${channel} ${value} ${releasedAt}`}
        />
      )}
    </>
  );
};

function AddressState({ address }: { address: AddressView }) {
  if (address.releasedAt)
    return (
      <>
        Let go on <When at={address.releasedAt} />: {address.releasedWhy}
      </>
    );
  if (address.undeliverableAt)
    return (
      <>
        Email has come back since <When at={address.undeliverableAt} />
      </>
    );
  if (!address.verifiedAt) return <>Not proven</>;
  return (
    <>
      {address.isPrimary ? "Main address, proven on " : "Proven on "}
      <When at={address.verifiedAt} />
    </>
  );
}
