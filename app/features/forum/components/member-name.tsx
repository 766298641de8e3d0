import type { Named } from "../types";

/** Where the page about a member is. */
export const memberPath = (ref: string) => `/members/${ref}`;

/** A name, which leads to the page about its owner where the reader has one. */
export const MemberName = ({ who: { name, member } }: { who: Named }) => (member ? <a href={memberPath(member)}>{name}</a> : name);
