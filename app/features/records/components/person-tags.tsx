import { Tag } from "~/components/ui/tag";
import { PERSON_STATES, type PersonState } from "~/features/people/person-state";

const TONES = { member: "green", specialist: "green", applicant: "yellow", contact: "grey", left: "grey" } as const;

type Props = { state: PersonState; isRestricted: boolean; isSuspended: boolean };

/** What a person is, and what holds for them at present. */
export const PersonTags = ({ state, isRestricted, isSuspended }: Props) => (
  <>
    <Tag tone={TONES[state]}>{PERSON_STATES[state]}</Tag>
    {isSuspended ? (
      <>
        {" "}
        <Tag tone="red">Suspended</Tag>
      </>
    ) : null}
    {isRestricted ? (
      <>
        {" "}
        <Tag tone="red">Restricted</Tag>
      </>
    ) : null}
  </>
);
