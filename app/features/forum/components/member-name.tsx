import type { Named } from "../types";

/** Where the page about a member is. */
export const memberPath = (ref: string) => `/members/${ref}`;

/** A name, which leads to the page about its owner where the reader has one; of what they wrote without it, that it is theirs. */
export const MemberName = ({ who: { name, member, nameless } }: { who: Named }) =>
  member ? <a href={memberPath(member)}>{name}</a> : nameless === "own" ? `${name} (you, without your name)` : name;
