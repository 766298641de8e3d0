import { Details } from "~/components/ui/details";
import { Table } from "~/components/ui/table";
import { When } from "~/components/ui/when";
import { ROLE_WORDS } from "~/features/permissions/permissions";
import type { Role } from "~/lib/ctx";

type At = string | Date | null;
export type GrantView = {
  role: Role | null;
  group: string | null;
  organisation: string | null;
  odsCode: string | null;
  organisationRole: string | null;
  startsAt: string | Date;
  endsAt: At;
  revokedAt: At;
  source: string;
  by: string | null;
  isLive: boolean;
};
export type SubscriptionView = {
  slug: string;
  purpose: string;
  channel: string;
  address: string;
  state: string;
  pausedUntil: At;
  changedAt: string | Date;
};
export type ConsentView = {
  id: number;
  at: string | Date;
  action: string;
  source: string;
  purpose: string;
  wording: string | null;
  wordingVersion: number | null;
};

type Props = { grants: readonly GrantView[]; subscriptions: readonly SubscriptionView[]; consents: readonly ConsentView[] };

/** What somebody may do, belongs to, gets and agreed to. */
export const RecordHoldings = ({ grants, subscriptions, consents }: Props) => (
  <>
    <h2>Roles, groups and practices</h2>
    {grants.length === 0 ? (
      <p>None.</p>
    ) : (
      <Table
        caption="Roles, groups and practices"
        captionHidden
        columns={[
          { heading: "What", cell: (grant) => nameOf(grant) },
          { heading: "When", cell: (grant) => <Dates grant={grant} /> },
          { heading: "From", cell: ({ source, by }) => (by ? `${source}, by ${by}` : source) },
        ]}
        rows={grants}
        rowKey={(grant) => `${nameOf(grant)} ${grant.startsAt} ${grant.revokedAt}`}
      />
    )}
    <h2>Subscriptions</h2>
    {subscriptions.length === 0 ? (
      <p>None.</p>
    ) : (
      <Table
        caption="Subscriptions"
        captionHidden
        columns={[
          { heading: "List", cell: ({ purpose }) => purpose },
          {
            heading: "State",
            cell: ({ state, pausedUntil }) => (pausedUntil ? <PausedUntil at={pausedUntil} /> : SUBSCRIPTION_WORDS[state]),
          },
          { heading: "To", cell: ({ address }) => address },
          { heading: "Since", cell: ({ changedAt }) => <When at={changedAt} /> },
        ]}
        rows={subscriptions}
        rowKey={({ slug }) => slug}
      />
    )}
    <h2>Consents</h2>
    {consents.length === 0 ? (
      <p>None.</p>
    ) : (
      <Table
        caption="Consents, newest first"
        captionHidden
        columns={[
          { heading: "List", cell: ({ purpose }) => purpose },
          { heading: "What", cell: (consent) => <Consent consent={consent} /> },
          { heading: "When", cell: ({ at }) => <When at={at} time /> },
          { heading: "Where", cell: ({ source }) => source },
        ]}
        rows={consents}
        rowKey={({ id }) => id}
      />
    )}
  </>
);

const SUBSCRIPTION_WORDS: Record<string, string> = { active: "On", held: "Held until they confirm leaving", ended: "Ended" };

const PausedUntil = ({ at }: { at: string | Date }) => (
  <>
    Paused until <When at={at} />
  </>
);

function nameOf({ role, group, organisation, odsCode, organisationRole }: GrantView): string {
  if (role) return ROLE_WORDS[role];
  if (group) return `Group ${group}`;
  return [organisation, odsCode ? `(${odsCode})` : null, organisationRole ? `as ${organisationRole}` : null].filter(Boolean).join(" ");
}

function Dates({ grant: { startsAt, endsAt, revokedAt, isLive } }: { grant: GrantView }) {
  const end = revokedAt ?? endsAt;
  return (
    <>
      {isLive ? "From " : revokedAt ? "Taken away; from " : "Not now; from "}
      <When at={startsAt} />
      {end ? (
        <>
          {" to "}
          <When at={end} />
        </>
      ) : null}
    </>
  );
}

const Consent = ({ consent: { action, wording, wordingVersion } }: { consent: ConsentView }) => (
  <>
    {action.charAt(0).toUpperCase() + action.slice(1)}
    {wording ? (
      <Details summary={`Wording, version ${wordingVersion}`}>
        <p>{wording}</p>
      </Details>
    ) : null}
  </>
);
