import { KINDS } from "./result-list";

type Props = {
  links: readonly {
    kind: keyof typeof KINDS;
    audience: "open" | "members" | "groups";
    place: string | null;
    address: string;
    title: string;
  }[];
};

const READERS = { open: null, members: "only members can open it", groups: "only its groups can open it" } as const;

/** What an editor offers to link to. */
export const LinkOptions = ({ links }: Props) =>
  links.map(({ kind, audience, place, address, title }) => (
    <div key={address} role="option" tabIndex={-1} aria-selected="false" data-insert={address} data-title={title}>
      {title}
      <span className="pn-meta"> {[KINDS[kind], place, READERS[audience]].filter(Boolean).join(" · ")}</span>
    </div>
  ));
