import type { AudienceKind } from "../types";
import { type PageState, pageStates } from "./page.policy";

type Listed = Parameters<typeof pageStates>[0] & {
  code: string;
  path: string;
  title: string;
  audience: AudienceKind;
  groups: { slug: string; name: string }[];
  savedAt: Date;
  savedBy: string | null;
  owner: string | null;
  goesOutAt: Date | null;
  comesDownAt: Date | null;
};

/** A page as a line of editors' lists. */
export function pageRow({ code, path, title, audience, groups, savedAt, savedBy, owner, ...page }: Listed, now: Date) {
  const { goesOutAt, comesDownAt } = page;
  const states: PageState[] = pageStates(page, now);
  return { code, path, title, audience, groups, savedAt, savedBy, owner, goesOutAt, comesDownAt, states };
}
