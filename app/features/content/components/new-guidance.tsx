import type { PageLink } from "../types";
import { PageList } from "./page-list";

/** Guides that are offered to somebody, and why these. */
export function NewGuidance({ guides, interests }: { guides: readonly PageLink[]; interests: readonly string[] }) {
  if (guides.length === 0) return null;

  return (
    <section aria-labelledby="guides">
      <h2 id="guides">{interests.length > 0 ? "New guidance in your interests" : "Latest guidance"}</h2>
      <PageList pages={guides} />
      {interests.length > 0 ? (
        <p className="pn-meta">
          You see these because you are interested in {interests.join(", ")}. <a href="/account/profile#interests">Change your interests</a>
        </p>
      ) : null}
      <p>
        <a href="/guidance">All guidance</a>
      </p>
    </section>
  );
}
