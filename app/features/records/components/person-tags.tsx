import { Fragment } from "react";
import { Tag } from "~/components/ui/tag";
import { PERSON_STATES, type PersonState, STANDINGS } from "~/features/people/person-state";

const TONES = { member: "green", specialist: "green", applicant: "yellow", contact: "grey", left: "grey" } as const;

type Props = { state: PersonState; isRestricted: boolean; isSuspended: boolean; isStale?: boolean; isUnreached?: boolean };

/** What a person is, and what holds for them at present. */
export function PersonTags({ state, isRestricted, isSuspended, isStale, isUnreached }: Props) {
  const held = [
    isSuspended ? ("suspended" as const) : null,
    isRestricted ? ("restricted" as const) : null,
    isUnreached ? ("unreached" as const) : null,
    isStale ? ("stale" as const) : null,
  ].filter((standing) => standing !== null);
  return (
    <>
      <Tag tone={TONES[state]}>{PERSON_STATES[state]}</Tag>
      {held.map((standing) => (
        <Fragment key={standing}>
          {" "}
          <Tag tone={standing === "stale" ? "yellow" : "red"}>{STANDINGS[standing]}</Tag>
        </Fragment>
      ))}
    </>
  );
}
