import { staffMemberPath } from "~/features/forum/sanctions/sanction-words";

/** For moderators, beside what somebody wrote: to what they know of them, and can do. Nothing where nobody is named. */
export const KnownOf = ({ member, name }: { member: string | null; name: string }) =>
  member === null ? null : (
    <p>
      <a href={staffMemberPath(member)}>What moderators know of {name}</a>
    </p>
  );
